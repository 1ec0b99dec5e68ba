import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { run } from '../../src/commands/run.js';

/** What is said before any base is opened. */
describe('a command that is wrongly called', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ctg-hub-usage-'));
  const file = join(folder, 'montants.csv');
  writeFileSync(file, 'a;b');
  afterEach(() => {
    vi.restoreAllMocks();
    process.exitCode = undefined;
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const called = async (args: readonly string[]) => {
    const [out, err] = [process.stdout, process.stderr].map((stream) =>
      vi.spyOn(stream, 'write').mockReturnValue(true),
    );
    await run(args);
    const said = (spy: typeof out) => (spy?.mock.calls ?? []).map(([text]) => text).join('');
    return { code: process.exitCode, out: said(out), err: said(err).replaceAll(/\s+/g, ' ') };
  };

  it.each([
    [['check'], 'Il manque « fichier ».'],
    [['check', join(folder, 'absent.csv')], 'n’existe pas'],
    [['check', folder], 'est un dossier'],
    [['load', 'bon', 'fichier.csv'], 'entre guillemets'],
    [['load', file, '--jou', 'x'], 'Option inconnue : --jou. Vouliez-vous dire --jeu ?'],
    [['lod', file], 'Vouliez-vous dire load ?'],
    [['check', file, '--annoter', file], 'existe déjà'],
    [['undo', 'douze'], 'un nombre entier'],
    [['template', 'avenant'], '; sans doute avenants.'],
    [
      ['template', 'chevaux'],
      '« chevaux » ne va pas pour « jeu de données » : conventions, avenants, plans, avancement, subventions, indicateurs.',
    ],
    [[], 'Utilisation : npm run -s ctg -- <commande> [options]'],
  ])('%j is told in French', async (args, words) => {
    const { code, out, err } = await called(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(words);
    expect(err).not.toMatch(/error:|\bat \w/);
  });

  it('gives help in French', async () => {
    const { code, out } = await called(['aide', 'load']);
    expect(code).toBe(0);
    expect(out).toMatch(/^Utilisation : npm run -s ctg -- load \[options\] <fichier>/);
    expect(out).not.toMatch(/Usage|display|command:/);
  });

  it('names the commands of those who load and run the hub, not those of who develops it', async () => {
    const { out } = await called(['aide']);
    expect([...out.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name)).toEqual([
      'check',
      'load',
      'batches',
      'undo',
      'cle',
      'journal',
      'template',
      'verify',
      'backup',
      'restore',
      'aide',
    ]);
  });
});
