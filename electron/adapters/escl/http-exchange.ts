import * as http from 'node:http';
import * as https from 'node:https';

/** One question to a device. */
export interface HttpQuestion {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: URL;
  readonly body?: string;
  /** Milliseconds until the head of the answer must be there. */
  readonly answerMs: number;
  /** Milliseconds without a byte after which a running answer counts as broken. */
  readonly idleMs: number;
  /** Bytes an answer may have. */
  readonly largest: number;
  readonly signal?: AbortSignal;
}

/** A whole answer, redirects included: they are not followed. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Why there is no whole answer. */
type HttpProblem =
  | 'UNREACHABLE'
  /** The answer had begun and stopped. */
  | 'BROKEN'
  | 'TIMED_OUT'
  | 'TOO_LARGE'
  /** It is not HTTP. */
  | 'UNREADABLE'
  | 'ABORTED';

export class HttpError extends Error {
  readonly code: HttpProblem;
  constructor(code: HttpProblem, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}

/**
 * Asks and waits for the whole answer. A device's own certificate is accepted: scanners sign it themselves, and nothing secret is sent.
 * @throws HttpError
 */
export function exchange(question: HttpQuestion): Promise<HttpAnswer> {
  const { method, url, body, answerMs, signal } = question;
  return new Promise<HttpAnswer>((resolve, reject) => {
    const headers =
      body === undefined ? {} : { 'Content-Type': 'text/xml', 'Content-Length': Buffer.byteLength(body) };
    const options = { method, headers, agent: false, rejectUnauthorized: false } as const;
    const request = (url.protocol === 'https:' ? https : http).request(url, options);
    const fail = (code: HttpProblem, cause?: unknown) => {
      settle();
      reject(new HttpError(code, { cause }));
      request.destroy();
    };
    const abort = () => fail('ABORTED');
    const late = setTimeout(() => fail('TIMED_OUT'), answerMs);
    const settle = () => {
      clearTimeout(late);
      signal?.removeEventListener('abort', abort);
    };
    request.on('error', (error: NodeJS.ErrnoException) =>
      fail(error.code?.startsWith('HPE_') ? 'UNREADABLE' : 'UNREACHABLE', error),
    );
    request.once('response', (response) => {
      clearTimeout(late);
      gather(response, question, fail, (answer) => {
        settle();
        resolve(answer);
      });
    });
    if (signal?.aborted) return abort();
    signal?.addEventListener('abort', abort, { once: true });
    request.end(body);
  });
}

function gather(
  response: http.IncomingMessage,
  { largest, idleMs }: HttpQuestion,
  fail: (code: HttpProblem, cause?: unknown) => void,
  done: (answer: HttpAnswer) => void,
): void {
  const chunks: Buffer[] = [];
  let length = 0;
  response.setTimeout(idleMs, () => fail('BROKEN'));
  response.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > largest) fail('TOO_LARGE');
    else chunks.push(chunk);
  });
  response.on('error', (error) => fail('BROKEN', error));
  response.on('end', () => {
    if (!response.complete) return fail('BROKEN');
    done({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) });
  });
}
