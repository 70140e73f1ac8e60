import { describe, expect, it } from 'vitest';
import { FORM_KINDS, type FormDefinition } from './form-definition.ts';
import {
  completedForm,
  FORM_TEMPLATE_FORMAT,
  readFormTemplate,
  sampleFormValues,
  type TemplateProblem,
} from './form-template.ts';
import { checkFormValues } from './form-values.ts';
import { shippedForms, standardForm } from './forms.ts';

const AT = '2026-11-25T02:00:00.000Z';
const slip = standardForm('slip');

function aTemplate(change: (form: FormDefinition) => void): string {
  const copy = JSON.parse(JSON.stringify(slip)) as FormDefinition;
  const form = { ...copy, id: 'tinh/mau-01', validity: { from: '2027-01-01', to: null } };
  change(form);
  return JSON.stringify({ format: FORM_TEMPLATE_FORMAT, form });
}
const read = (text: string) => readFormTemplate(text, standardForm);
const without = (form: FormDefinition, key: string) => {
  form.fields = form.fields.filter(
    (field) => !(field.kind === 'line' && field.parts.some((part) => part.key === key)),
  );
};

describe('a template', () => {
  it('may say the same in another order under other words', () => {
    const { form, problems } = read(
      aTemplate((form) => {
        form.fields.reverse();
        form.title = 'GIẤY TIẾP NHẬN';
        form.fields.push({ kind: 'statement', text: 'Mời công dân giữ giấy này.' });
      }),
    );
    expect(problems).toEqual([]);
    expect(form?.title).toBe('GIẤY TIẾP NHẬN');
  });

  it.each<[string, string, TemplateProblem[]]>([
    ['no JSON', '{ "format":', [{ problem: 'not-json', value: '' }]],
    [
      'a stranger',
      '{"format":"other"}',
      [
        { problem: 'unsound', value: 'format (invalid_value)' },
        { problem: 'unsound', value: 'form (invalid_type)' },
      ],
    ],
    [
      'a value that the program does not have',
      aTemplate((form) =>
        form.fields.push({
          kind: 'line',
          omitWhenEmpty: false,
          parts: [
            {
              key: 'bloodType',
              label: 'Nhóm máu',
              joint: ': ',
              format: 'text',
              required: true,
              strong: false,
            },
          ],
        }),
      ),
      [{ problem: 'field-unknown', value: 'bloodType' }],
    ],
    [
      'no return time',
      aTemplate((form) => without(form, 'returnAt')),
      [
        {
          problem: 'field-missing',
          value: 'Thời gian trả kết quả giải quyết hồ sơ (returnAt)',
        },
      ],
    ],
    [
      'an instant as plain text',
      aTemplate((form) => {
        for (const field of form.fields)
          if (field.kind === 'line')
            for (const part of field.parts) if (part.key === 'receivedAt') part.format = 'text';
      }),
      [{ problem: 'field-otherwise', value: 'receivedAt: moment' }],
    ],
    [
      'one copy only',
      aTemplate((form) => {
        form.copies = [];
      }),
      [{ problem: 'copies-missing', value: '2' }],
    ],
    [
      'no receiver and a stranger who signs',
      aTemplate((form) => {
        form.signers = [{ key: 'mayor', title: 'CHỦ TỊCH', note: '(Ký)', optional: false }];
      }),
      [
        { problem: 'signer-unknown', value: 'mayor' },
        { problem: 'signer-missing', value: 'receiver' },
      ],
    ],
    [
      'a QR code of nothing',
      aTemplate((form) => {
        form.qrKey = 'nothing';
      }),
      [{ problem: 'qr-unknown', value: 'nothing' }],
    ],
  ])('with %s is refused, with what is wrong', (_what, text, problems) => {
    expect(read(text)).toEqual({ problems });
  });

  it('that names one field twice, goes round in circles or is longer than a page is refused', () => {
    const twice = aTemplate((form) => form.fields.push(form.fields[0] as never));
    expect(read(twice).problems).toEqual([{ problem: 'field-twice', value: 'code' }]);
    const circle = aTemplate((form) => form.fields.push({ $ref: '#/form' } as never));
    expect(read(circle).problems[0]?.problem).toBe('unsound');
    const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
    expect(read(deep).problems[0]?.problem).toMatch(/unsound|not-json/u);
    const long = aTemplate((form) => {
      form.title = 'x'.repeat(2001);
    });
    expect(read(long).problems).toEqual([{ problem: 'unsound', value: 'form.title (too_big)' }]);
  });
});

describe('a template of the book of dossiers', () => {
  const book = (change: (columns: { key: string; heading: string; align: 'left' | 'centre' }[]) => void) => {
    const form = JSON.parse(JSON.stringify(standardForm('register'))) as FormDefinition;
    for (const field of form.fields) if (field.kind === 'table') change(field.columns);
    const given = { ...form, id: 'tinh/so', validity: { from: '2027-01-01', to: null } };
    return read(JSON.stringify({ format: FORM_TEMPLATE_FORMAT, form: given })).problems;
  };
  const shape = 'rows: table address agency code delivery dueAt owner procedure receivedAt returned signed';

  it('may have the columns in another order, and those that only the book of 2018 has', () => {
    expect(
      book((columns) => {
        columns.reverse();
        columns.push({ key: 'note', heading: 'Ghi chú', align: 'left' });
      }),
    ).toEqual([]);
  });
  it('may not leave one out, nor have one that the program does not know', () => {
    expect(book((columns) => columns.pop())).toEqual([{ problem: 'field-otherwise', value: shape }]);
    const blood = { key: 'bloodType', heading: 'Nhóm máu', align: 'left' } as const;
    expect(book((columns) => columns.push(blood))).toEqual([{ problem: 'field-otherwise', value: shape }]);
  });
});

describe('a form by which papers are printed', () => {
  it.each(FORM_KINDS.flatMap((kind) => shippedForms(kind).map((form) => [form.id, form] as const)))(
    '%s takes every value of its kind',
    (_id, form) => {
      const standard = standardForm(form.kind);
      const whole = completedForm(form, standard);
      checkFormValues(whole, sampleFormValues(standard, AT));
      checkFormValues(whole, sampleFormValues(whole, AT));
      expect(read(JSON.stringify({ format: FORM_TEMPLATE_FORMAT, form }))).toMatchObject({ problems: [] });
    },
  );

  it('says what it leaves out after its last field, when there is something to say', () => {
    const { form } = read(
      aTemplate((each) => {
        without(each, 'codeSystem');
        without(each, 'competent');
      }),
    );
    if (form === undefined) throw new Error('refused');
    const last = completedForm(form, slip).fields.slice(-2);
    expect(last).toMatchObject([
      { parts: [{ key: 'codeSystem', label: 'Mã hồ sơ chính thức' }] },
      { parts: [{ key: 'competent' }] },
    ]);
    checkFormValues(completedForm(form, slip), sampleFormValues(slip, AT));
  });

  it('asks for the values that its kind has, whatever the template demands', () => {
    const { form } = read(
      aTemplate((each) => {
        for (const field of each.fields)
          if (field.kind === 'line') for (const part of field.parts) part.required = part.key === 'phone';
      }),
    );
    if (form === undefined) throw new Error('refused');
    const values = sampleFormValues(slip, AT);
    const { phone: _phone, ...fields } = values.fields;
    checkFormValues(completedForm(form, slip), { ...values, fields });
    const { code: _code, ...others } = values.fields;
    expect(() => checkFormValues(completedForm(form, slip), { ...values, fields: others })).toThrow('code');
  });
});
