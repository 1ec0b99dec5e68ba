/** Markdown as the guide of those who load is written: headings, paragraphs, lists, tables, code. Nothing else is known. */
export function htmlOf(markdown: string): string {
  const blocks = markdown.trim().split(/\n{2,}(?!\s)/);
  return withCodeWhole(blocks).map(blockOf).join('\n');
}

/** Code may hold blank lines. */
function withCodeWhole(blocks: readonly string[]): string[] {
  const whole: string[] = [];
  for (const block of blocks) {
    const last = whole.at(-1);
    const isInCode = last?.startsWith('```') && !last.slice(3).includes('```');
    if (isInCode) whole[whole.length - 1] = `${last}\n\n${block}`;
    else whole.push(block);
  }
  return whole;
}

function blockOf(block: string): string {
  const [, level = '', title = ''] = /^(#+) (.*)$/.exec(block) ?? [];
  if (level !== '') return `<h${level.length}>${spans(title)}</h${level.length}>`;
  if (block.startsWith('```')) return `<pre>${escaped(block.replace(/^```\w*\n|\n```$/g, ''))}</pre>`;
  if (block.startsWith('|')) return tableOf(block.split('\n'));
  if (block.startsWith('- ')) return listOf('ul', block.split(/\n?^- /m));
  if (/^1\. /.test(block)) return listOf('ol', block.split(/\n?^\d+\. /m));
  return `<p>${spans(block)}</p>`;
}

const listOf = (tag: string, items: readonly string[]): string =>
  `<${tag}>${items
    .slice(1)
    .map((item) => `<li>${spans(item)}</li>`)
    .join('')}</${tag}>`;

function tableOf([head = '', , ...body]: readonly string[]): string {
  const row = (line: string, tag: string) =>
    `<tr>${line
      .slice(1, -1)
      .split('|')
      .map((cell) => `<${tag}>${spans(cell.trim())}</${tag}>`)
      .join('')}</tr>`;
  const rows = body.map((line) => row(line, 'td')).join('');
  return `<div class="scrolled"><table><thead>${row(head, 'th')}</thead><tbody>${rows}</tbody></table></div>`;
}

/** Other documents of the project are not on the hub: their links become their words. */
function spans(text: string): string {
  return escaped(text)
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/\[([^\]]+)\]\([^)]+\)/g, '$1')
    .replace(/« /g, '«\u00a0')
    .replace(/ (?=[»:;?!€%])/g, '\u00a0');
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
