import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { XmlScanner } from '../../src/files/xlsx/xml-scanner.js';
import { propertyRuns } from '../setup/property-runs.js';

type Event = readonly ['open', string, Record<string, string>] | readonly ['text' | 'close', string];

/** Texts that follow each other are one: where they are cut is nobody's business. */
function collector() {
  const events: Event[] = [];
  return {
    events,
    open: (name: string, attributes: Readonly<Record<string, string>>) =>
      void events.push([
        'open',
        name,
        Object.fromEntries(
          Object.entries(attributes).map(([key, value]) => [key, value.replace(/[\t\n]/g, ' ')]),
        ),
      ]),
    close: (name: string) => void events.push(['close', name]),
    text: (text: string) => {
      const last = events.at(-1);
      if (last?.[0] === 'text') events[events.length - 1] = ['text', last[1] + text];
      else if (text !== '') events.push(['text', text]);
    },
  };
}

function bySaxes(xml: string): readonly Event[] {
  const found = collector();
  const parser = new SaxesParser();
  let depth = 0;
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1;
    found.open(name, attributes as Record<string, string>);
  });
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    found.close(name);
  });
  parser.on('text', (text) => void (depth > 0 && found.text(text)));
  parser.on('cdata', found.text);
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
  return found.events;
}

function byScanner(xml: string, size: number): readonly Event[] {
  const found = collector();
  const scanner = new XmlScanner('part', found);
  for (let at = 0; at < xml.length; at += size) scanner.write(xml.slice(at, at + size));
  scanner.end();
  return found.events;
}

const name = fc.constantFrom('c', 'row', 'sheetData', 'v', 'é', 'a-b', 'x14.f');
const blank = fc.constantFrom('', ' ', '\n', ' \t');
const plain = fc.string({
  unit: fc.constantFrom('a', 'é', '1', ' ', '\n', '\r', '&lt;', '&amp;', '&#233;', '&#x1F600;', '>'),
});
const attribute = fc
  .tuple(fc.constantFrom('r', 's', 't', 'xml:space'), blank, blank, fc.constantFrom('"', "'"), plain)
  .map(
    ([key, before, after, quote, value]) =>
      [key, `${key}${before}=${after}${quote}${value.replace(/[\n\r]/g, ' ')}${quote}`] as const,
  );
const attributes = fc
  .uniqueArray(attribute, { selector: ([key]) => key, maxLength: 3 })
  .map((each) => each.map(([, text]) => ` ${text}`).join(''));
const aside = fc.constantFrom('', '<!-- a <b> -->', '<?go <on> ?>', '<![CDATA[ <c> & ]]>');
const { element } = fc.letrec<{ element: string; content: string }>((tie) => ({
  element: fc.oneof(
    { depthSize: 'small' },
    fc.tuple(name, attributes, blank).map(([tag, rest, end]) => `<${tag}${rest}${end}/>`),
    fc
      .tuple(name, attributes, blank, tie('content'), blank)
      .map(([tag, rest, end, content, last]) => `<${tag}${rest}${end}>${content}</${tag}${last}>`),
  ),
  content: fc.array(fc.oneof(plain, aside, tie('element')), { maxLength: 4 }).map((parts) => parts.join('')),
}));
const xmlDocument = fc
  .tuple(fc.constantFrom('', '<?xml version="1.0" encoding="UTF-8"?>\n', '\ufeff'), element, blank)
  .map((parts) => parts.join(''));

describe('the XML scanner', () => {
  it('reads what saxes reads, however the text is cut into pieces', () => {
    fc.assert(
      fc.property(xmlDocument, fc.integer({ min: 1, max: 7 }), (xml, size) => {
        const expected = bySaxes(xml);
        expect(byScanner(xml, size)).toEqual(expected);
        expect(byScanner(xml, xml.length)).toEqual(expected);
      }),
      { numRuns: propertyRuns(300) },
    );
  });

  it('refuses what saxes refuses when a mark is lost', () => {
    fc.assert(
      fc.property(element, fc.nat(), (xml, seed) => {
        const at = seed % xml.length;
        // What only XML's rules for names and characters forbid is not this scanner's to know.
        fc.pre('</>"\'='.includes(xml[at] ?? ''));
        const broken = xml.slice(0, at) + xml.slice(at + 1);
        const attempt = (read: () => readonly Event[]) => {
          try {
            return read();
          } catch {
            return null;
          }
        };
        const expected = attempt(() => bySaxes(broken));
        const found = attempt(() => byScanner(broken, broken.length));
        expect(found).toEqual(expected);
      }),
      { numRuns: propertyRuns(300) },
    );
  });
});
