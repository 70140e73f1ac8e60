import { Group } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ReceptionForm } from '../reception-form.ts';
import type { FieldMarks } from '../reception-problems.ts';
import type { Reception } from '../use-reception.ts';

/** What every part of the reception form needs. */
export interface SectionProps {
  form: ReceptionForm;
  marks: FieldMarks;
  onChange: Reception['change'];
}

/** A numbered part of the form, as the paper numbers it. */
export function Section(props: { number: number; title: string; children: ReactNode; aside?: ReactNode }) {
  return (
    <section className="qmc-section" aria-label={props.title}>
      <Group justify="space-between" wrap="nowrap" mb={6}>
        <h2>
          <span className="qmc-step">{props.number}</span> {props.title}
        </h2>
        {props.aside}
      </Group>
      {props.children}
    </section>
  );
}
