import { styleText } from 'node:util';

/** Where a command writes: a terminal, a file, a pipe. */
export interface Output {
  /** A paragraph, cut into lines between words. */
  readonly say: (text?: string, style?: Style, indent?: number) => void;
  /** A line to copy, never cut. */
  readonly command: (text: string) => void;
}

export type Style = 'plain' | 'title' | 'good' | 'bad' | 'warning' | 'faint';

const formats: Readonly<Record<Exclude<Style, 'plain'>, Parameters<typeof styleText>[0]>> = {
  title: 'bold',
  good: ['green', 'bold'],
  bad: ['red', 'bold'],
  warning: 'yellow',
  faint: 'dim',
};

const widest = 80;

/** Writes for people: at most 80 columns, and colours only where someone looks. */
export function outputTo(stream: NodeJS.WriteStream): Output {
  const width = Math.min(widest, Math.max(30, stream.columns ?? widest));
  const write = (line: string, style: Style) =>
    // Colours are left out by styleText where the stream is no terminal, or NO_COLOR is set.
    stream.write(`${style === 'plain' ? line : styleText(formats[style], line, { stream })}\n`);
  return {
    say: (text = '', style = 'plain', indent = 0) => {
      for (const paragraph of text.split('\n')) {
        for (const line of wrap(' '.repeat(indent) + paragraph, width)) write(line, style);
      }
    },
    command: (text) => write(`  ${text}`, 'plain'),
  };
}

/** French punctuation stays with its word. */
const glued = (text: string): string =>
  text.replace(/« /g, '«\u00a0').replace(/ (?=[»?!:;](?: |$))/g, '\u00a0');

/** Lines of a text; those after the first stand under its first word, past a number. A no-break space does not break. */
export function wrap(text: string, width: number): string[] {
  const [start = ''] = /^ *(\d+\. |- )?/.exec(text) ?? [];
  const lines: string[] = [];
  let line = start;
  for (const word of glued(text.slice(start.length)).split(/ +/)) {
    const isFirst = line.trimStart() === '' || line === start;
    if (!isFirst && line.length + 1 + word.length > width) {
      lines.push(line);
      line = ' '.repeat(start.length) + word;
    } else line += isFirst ? word : ` ${word}`;
  }
  return [...lines, line.trimEnd()];
}
