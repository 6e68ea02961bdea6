import type { Dispatcher } from 'undici';

/** No answer that the driver asks for comes near this size. */
export const longestAnswerBytes = 8 * 1024 * 1024;

/** An answer that was read whole. */
export interface WholeAnswer {
  readonly status: number;
  readonly text: string;
}

/**
 * Reads an answer to its end.
 * @throws Error where it is longer than `longestAnswerBytes`, is compressed though nobody asked for that, or leads elsewhere
 */
export async function readAnswer({ statusCode, headers, body }: Dispatcher.ResponseData): Promise<WholeAnswer> {
  try {
    refuseDetours(statusCode, headers);
    const pieces: Buffer[] = [];
    let length = 0;
    for await (const piece of body as AsyncIterable<Buffer>) {
      length += piece.length;
      if (length > longestAnswerBytes) throw new Error(`its answer is longer than ${String(longestAnswerBytes)} bytes`);
      pieces.push(piece);
    }
    return { status: statusCode, text: Buffer.concat(pieces).toString('utf8') };
  } catch (thrown) {
    body.on('error', () => undefined).destroy();
    throw thrown;
  }
}

/** A redirect could lead the credential to another host, and a small compressed answer may become a huge one. */
function refuseDetours(status: number, headers: Dispatcher.ResponseData['headers']): void {
  const { location, 'content-encoding': encoding } = headers;
  if (status >= 300 && status < 400) {
    const where = typeof location === 'string' ? ` to ${location.slice(0, 200)}` : '';
    throw new Error(`it answers ${String(status)}, which leads${where}; the driver follows nobody elsewhere`);
  }
  if (encoding !== undefined && encoding !== 'identity') {
    throw new Error(`its answer is compressed (${String(encoding).slice(0, 50)}), which nobody asked for`);
  }
}
