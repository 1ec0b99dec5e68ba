import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../src/config.js';

const problemsOf = (env: NodeJS.ProcessEnv, args: string[] = []) => {
  try {
    readConfig(env, args);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('settings', () => {
  it('are those of a local hub of real facts when nothing is set', () => {
    expect(readConfig({ CTG_HUB_PORT: '', DATABASE_URL: ' ' }, [])).toEqual({
      databaseUrl: null,
      secrecy: {
        rules: {
          PARTNER: { count: 5, beneficiaries: 3, share: 0.85, margin: 0.1, finest: 'COMMUNE' },
          READER: { count: 5, beneficiaries: 3, share: 0.85, margin: 0.1, finest: 'DEPARTMENT' },
        },
        unnamed: 'ONE',
      },
      sourceKeys: new Map(),
      dataDirectory: '.ctg-hub',
      content: 'FACTS',
      host: '127.0.0.1',
      port: 4000,
      access: 'OPEN',
      oidc: null,
      writing: 'OPEN',
      hostNames: ['127.0.0.1'],
      maximumUploadBytes: 268_435_456,
      answerCacheBytes: 33_554_432,
      checksTotals: true,
      protection: {
        answersPerMinute: 600,
        concurrentAnswers: 16,
        trustedProxies: [],
        corsOrigins: [],
        trustedDocuments: null,
        onlyTrustedDocuments: false,
        introspection: true,
        behindTls: false,
      },
      retention: { journalMonths: 12, contactMonths: 12 },
      logLevel: 'warn',
      allowPrivateSources: false,
    });
  });

  it('choose the demonstration by the flag or the setting', () => {
    expect(readConfig({}, ['--demonstration']).content).toBe('DEMONSTRATION');
    expect(readConfig({ CTG_HUB_CONTENT: 'demonstration' }, []).content).toBe('DEMONSTRATION');
  });

  it('keep what says something of persons for as many months as they are told, within bounds', () => {
    const env = { CTG_HUB_JOURNAL_MONTHS: '6', CTG_HUB_CONTACT_MONTHS: '24' };
    expect(readConfig(env, []).retention).toEqual({ journalMonths: 6, contactMonths: 24 });
    expect(readConfig({ CTG_HUB_JOURNAL_MONTHS: '0' }, []).retention.journalMonths).toBe(0);
    expect(problemsOf({ CTG_HUB_JOURNAL_MONTHS: '48' })).toContain('de 0 à 36 (reçu : « 48 »)');
    expect(problemsOf({ CTG_HUB_CONTACT_MONTHS: '0' })).toContain('de 1 à 120');
  });

  it('report all problems at once, in French', () => {
    const message = problemsOf(
      {
        DATABASE_URL: 'mysql://x',
        CTG_HUB_PORT: '70000',
        CTG_HUB_LOG_LEVEL: 'loud',
        CTG_HUB_HOST: '0.0.0.0',
        CTG_HUB_CONTENT: 'fiction',
      },
      ['--demo'],
    );
    for (const word of ['DATABASE_URL', '70000', 'loud', '0.0.0.0', 'fiction', '--demo '])
      expect(message).toContain(word.trim());
    expect(message.split('\n').filter((line) => line.startsWith('  - '))).toHaveLength(6);
  });

  it('never open the hub to other machines unless that is said in so many words', () => {
    expect(problemsOf({ CTG_HUB_HOST: '192.0.2.1' })).toContain('CTG_HUB_OPEN_ACCESS=yes');
    expect(readConfig({ CTG_HUB_HOST: '192.0.2.1', CTG_HUB_OPEN_ACCESS: 'yes' }, []).host).toBe('192.0.2.1');
  });

  it('open the hub by themselves to one person on their machine alone', () => {
    const server = { DATABASE_URL: 'postgresql://ctg_hub:secret@localhost/ctg_hub' };
    const name = { CTG_HUB_HOST_NAMES: 'ctg.example.fr' };
    for (const shared of [
      server,
      name,
      { CTG_HUB_BEHIND_TLS: 'yes' },
      { CTG_HUB_TRUSTED_PROXIES: '192.0.2.1' },
      { CTG_HUB_HOST: '0.0.0.0' },
    ]) {
      const told = problemsOf(shared);
      for (const word of [
        ...Object.keys(shared),
        'CTG_HUB_ACCESS=keys',
        'CTG_HUB_OIDC_ISSUER',
        'CTG_HUB_OPEN_ACCESS=yes',
      ])
        expect(told).toContain(word);
      expect(told).not.toContain('secret');
      // Said in a word that fits one machine too, it is not said.
      expect(problemsOf({ ...shared, CTG_HUB_ACCESS: 'open' })).toBe(told);
      expect(readConfig({ ...shared, CTG_HUB_OPEN_ACCESS: 'yes' }, []).access).toBe('OPEN');
      expect(readConfig({ ...shared, CTG_HUB_ACCESS: 'keys' }, []).access).toBe('CHECKED');
      // A command makes the first key, and nobody reaches it.
      expect(() => readConfig(shared, [], false)).not.toThrow();
    }
    expect(readConfig({ CTG_HUB_HOST: '::1', CTG_HUB_BEHIND_TLS: 'no' }, []).access).toBe('OPEN');
    // Whoever reaches a published hub is not on its machine, wherever it listens.
    expect(readConfig({ ...server, CTG_HUB_OPEN_ACCESS: 'yes' }, []).writing).toBe('OPEN');
    expect(readConfig({ ...name, CTG_HUB_OPEN_ACCESS: 'yes' }, []).writing).toBe('CLOSED');
  });

  it('take no writing from other machines unless that is said too', () => {
    const open = { CTG_HUB_HOST: '0.0.0.0', CTG_HUB_OPEN_ACCESS: 'yes' };
    expect(readConfig(open, []).writing).toBe('CLOSED');
    expect(readConfig({ ...open, CTG_HUB_OPEN_WRITING: 'true' }, []).writing).toBe('CLOSED');
    expect(readConfig({ ...open, CTG_HUB_OPEN_WRITING: 'yes' }, []).writing).toBe('OPEN');
    expect(problemsOf({ CTG_HUB_HOST: '0.0.0.0', CTG_HUB_OPEN_WRITING: 'yes' })).toContain(
      'CTG_HUB_OPEN_ACCESS',
    );
  });

  it('ask everybody for a key, or take the word of whoever runs the hub', () => {
    const access = (env: NodeJS.ProcessEnv) => readConfig(env, []).access;
    expect(access({})).toBe('OPEN');
    expect(access({ CTG_HUB_ACCESS: 'keys' })).toBe('CHECKED');
    expect(readConfig({ CTG_HUB_HOST: '0.0.0.0', CTG_HUB_ACCESS: 'keys' }, [])).toMatchObject({
      access: 'CHECKED',
      writing: 'OPEN',
    });
    expect(problemsOf({ CTG_HUB_HOST: '0.0.0.0' })).toContain('CTG_HUB_ACCESS=keys');
    expect(access({ CTG_HUB_ACCESS: 'keys', CTG_HUB_OPEN_ACCESS: 'yes', CTG_HUB_HOST: '0.0.0.0' })).toBe(
      'CHECKED',
    );
    expect(problemsOf({ CTG_HUB_ACCESS: 'wide' })).toContain('keys ou open');
  });

  it('name a provider of identity whole, or not at all', () => {
    const oidc = {
      CTG_HUB_OIDC_ISSUER: 'https://id.example',
      CTG_HUB_OIDC_AUDIENCE: 'ctg-hub',
      CTG_HUB_OIDC_ROLES: 'ctg-admin=administrator, a=b=ANALYST',
    };
    expect(readConfig(oidc, [])).toMatchObject({
      access: 'CHECKED',
      oidc: {
        issuer: 'https://id.example',
        audience: 'ctg-hub',
        roleClaim: 'roles',
        territoriesClaim: 'ctg_territories',
        roles: new Map([
          ['ctg-admin', 'ADMINISTRATOR'],
          ['a=b', 'ANALYST'],
        ]),
        clockSkewSeconds: 60,
      },
    });
    const wrong = problemsOf({
      CTG_HUB_OIDC_ISSUER: 'http://id.example',
      CTG_HUB_OIDC_ROLES: 'x=KING',
      CTG_HUB_OIDC_CLOCK_SKEW: '3600',
      CTG_HUB_ACCESS: 'open',
    });
    for (const word of ['ISSUER', 'AUDIENCE', 'KING', 'CLOCK_SKEW', 'accès contrôlé'])
      expect(wrong).toContain(word);
    expect(problemsOf({ CTG_HUB_OIDC_ISSUER: 'https://id.example', CTG_HUB_OIDC_AUDIENCE: 'x' })).toContain(
      'OIDC_ROLES',
    );
    expect(problemsOf({ CTG_HUB_OIDC_AUDIENCE: 'x' })).toContain('sans CTG_HUB_OIDC_ISSUER');
    expect(
      readConfig({ ...oidc, CTG_HUB_OIDC_ISSUER: 'http://127.0.0.1:8080/realm' }, []).oidc?.issuer,
    ).toContain('8080');
  });

  it('name the hub, and bound what it takes', () => {
    const { hostNames, maximumUploadBytes } = readConfig(
      {
        CTG_HUB_HOST_NAMES: 'Hub.caf49.example, ctg.local,',
        CTG_HUB_MAX_UPLOAD_MB: '2',
        CTG_HUB_ACCESS: 'keys',
      },
      [],
    );
    expect([hostNames, maximumUploadBytes]).toEqual([
      ['127.0.0.1', 'hub.caf49.example', 'ctg.local'],
      2_097_152,
    ]);
    expect(problemsOf({ CTG_HUB_MAX_UPLOAD_MB: '0' })).toContain('CTG_HUB_MAX_UPLOAD_MB');
    expect(problemsOf({ CTG_HUB_MAX_UPLOAD_MB: 'large' })).toContain('CTG_HUB_MAX_UPLOAD_MB');
  });

  it('bound what is asked, and say what is wrong with them', () => {
    const { protection } = readConfig(
      {
        CTG_HUB_CORS_ORIGINS: 'https://tableau.caf49.example, http://127.0.0.1:8080',
        CTG_HUB_TRUSTED_DOCUMENTS: 'questions',
        CTG_HUB_ONLY_TRUSTED_DOCUMENTS: 'yes',
        CTG_HUB_ANSWERS_PER_MINUTE: '0',
        CTG_HUB_TRUSTED_PROXIES: '192.0.2.1',
        CTG_HUB_ACCESS: 'keys',
      },
      [],
    );
    expect(protection).toMatchObject({
      corsOrigins: ['https://tableau.caf49.example', 'http://127.0.0.1:8080'],
      trustedDocuments: 'questions',
      onlyTrustedDocuments: true,
      answersPerMinute: 0,
      trustedProxies: ['192.0.2.1'],
    });
    expect(problemsOf({ CTG_HUB_CORS_ORIGINS: '*' })).toContain('CTG_HUB_CORS_ORIGINS');
    expect(problemsOf({ CTG_HUB_CORS_ORIGINS: 'https://a.example/path' })).toContain('CTG_HUB_CORS_ORIGINS');
    expect(problemsOf({ CTG_HUB_ONLY_TRUSTED_DOCUMENTS: 'yes' })).toContain('CTG_HUB_TRUSTED_DOCUMENTS');
    expect(problemsOf({ CTG_HUB_CONCURRENT_ANSWERS: '0' })).toContain('CTG_HUB_CONCURRENT_ANSWERS');
    expect(problemsOf({ CTG_HUB_TRUSTED_PROXIES: 'proxy.example' })).toContain('CTG_HUB_TRUSTED_PROXIES');
  });

  it('bound the answers that are kept', () => {
    expect(readConfig({}, []).answerCacheBytes).toBe(32 * 2 ** 20);
    expect(readConfig({ CTG_HUB_ANSWER_CACHE_MB: '0' }, []).answerCacheBytes).toBe(0);
    expect(readConfig({ CTG_HUB_CHECK_TOTALS: 'no' }, []).checksTotals).toBe(false);
    expect(problemsOf({ CTG_HUB_ANSWER_CACHE_MB: '-1' })).toContain('CTG_HUB_ANSWER_CACHE_MB');
  });

  it('of docker-compose.yml let the hub start', () => {
    const { services } = parse(readFileSync('docker-compose.yml', 'utf8'));
    // As compose does with a setting that .env does not give.
    const environment = Object.fromEntries(
      Object.entries<string>(services.hub.environment).map(([name, value]) => [
        name,
        value.replace(/\$\{\w+:-(\w*)\}/, '$1'),
      ]),
    );
    expect(readConfig(environment, [])).toMatchObject({
      host: '0.0.0.0',
      port: 4000,
      content: 'FACTS',
      access: 'CHECKED',
    });
    const open = { ...environment, CTG_HUB_ACCESS: 'open' };
    expect(problemsOf(open)).toContain('CTG_HUB_OPEN_ACCESS=yes');
    expect(readConfig({ ...open, CTG_HUB_OPEN_ACCESS: 'yes' }, [])).toMatchObject({
      access: 'OPEN',
      writing: 'CLOSED',
    });
  });

  it('say what is kept secret, from readers at least as much as from partners', () => {
    const { secrecy } = readConfig(
      { CTG_HUB_SECRECY_COUNT: '5,10', CTG_HUB_SECRECY_SHARE: '85,70', CTG_HUB_SECRECY_UNNAMED: 'each' },
      [],
    );
    expect([secrecy.rules.PARTNER.count, secrecy.rules.READER.count]).toEqual([5, 10]);
    expect([secrecy.rules.PARTNER.share, secrecy.rules.READER.share, secrecy.unnamed]).toEqual([
      0.85,
      0.7,
      'EACH',
    ]);
    for (const wrong of [
      { CTG_HUB_SECRECY_COUNT: '10,5' },
      { CTG_HUB_SECRECY_SHARE: '70,85' },
      { CTG_HUB_SECRECY_BENEFICIARIES: '1' },
      { CTG_HUB_SECRECY_UNNAMED: 'non' },
    ])
      expect(() => readConfig(wrong, [])).toThrow(/CTG_HUB_SECRECY/);
  });
});
