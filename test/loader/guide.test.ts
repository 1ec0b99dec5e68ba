import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { htmlOf } from '../../loader/bundling/markdown.ts';

describe('the guide of those who load', () => {
  it('becomes a page', () => {
    const markdown =
      '# Un & deux\n\nDu **gras**, du `<code>`, un [lien](autre.md).\n\n- a\n- b\n\n1. un\n   suite\n2. deux\n\n' +
      '| A | B |\n| --- | --- |\n| x | y |\n\n```\nligne\n\n<autre>\n```';
    expect(htmlOf(markdown)).toBe(
      [
        '<h1>Un &amp; deux</h1>',
        '<p>Du <strong>gras</strong>, du <code>&lt;code&gt;</code>, un lien.</p>',
        '<ul><li>a</li><li>b</li></ul>',
        '<ol><li>un\n   suite</li><li>deux</li></ol>',
        '<div class="scrolled"><table><thead><tr><th>A</th><th>B</th></tr></thead>' +
          '<tbody><tr><td>x</td><td>y</td></tr></tbody></table></div>',
        '<pre>ligne\n\n&lt;autre&gt;</pre>',
      ].join('\n'),
    );
  });

  it('leaves no mark of its writing', () => {
    const text = htmlOf(readFileSync('docs/charger-un-fichier.md', 'utf8')).replace(/<pre>.*?<\/pre>/gs, '');
    expect(text).not.toMatch(/\*\*|`|^[#|-]|\]\(/m);
  });
});
