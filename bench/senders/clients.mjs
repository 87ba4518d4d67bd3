// Real clients of npm, as clients.py has those of PyPI. Is copied to the folder in which they are installed, and started there;
// those that are not are left out.
//
//     GITHUB_SECRET=… node clients.mjs URL TOKEN
import { existsSync, readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

const [URL_, TOKEN] = process.argv.slice(2);
const INDEX = 'logs-demo-default';
const { hostname, port } = new URL(URL_);

// Entries of Okta's system log, which are to be known whatever a client puts around them.
const events = sender => [0, 1, 2].map(n => ({
  uuid: randomUUID(), published: new Date().toISOString(), eventType: 'user.session.start', version: '0', severity: 'WARN',
  displayMessage: `${sender} ${n}`, actor: { id: '00u', type: 'User', alternateId: 'ann@example.com', displayName: 'Ann' },
  client: { ipAddress: '192.0.2.1' }, outcome: { result: 'FAILURE', reason: 'INVALID_CREDENTIALS' }, target: [],
  debugContext: { debugData: {} },
}));
const version = name => {
  const file = `node_modules/${name}/package.json`;
  return existsSync(file) ? JSON.parse(readFileSync(file)).version : null;
};
const major = name => Number(version(name).split('.')[0]);
const load = async name => {
  const module = await import(name);
  return module.default && typeof module.default === 'object' ? { ...module, ...module.default } : { ...module, default: module.default };
};
const check = (right, what) => {
  if (!right) throw new Error(typeof what === 'string' ? what : JSON.stringify(what));
};
const post = async (path, headers, body) => {
  const answer = await fetch(URL_ + path, { method: 'POST', headers: { authorization: `Bearer ${TOKEN}`, ...headers }, body });
  check(answer.ok, `${answer.status} ${await answer.clone().text()}`);
  return answer.json();
};

// What both libraries have: 3 events of helpers.bulk and one of index.
const bulks = async client => {
  await client.ping();
  await client.info();
  await client.indices.exists({ index: INDEX });
  const { failed, successful } = await client.helpers.bulk({
    datasource: events('bulk'), onDocument: () => ({ create: { _index: INDEX } }), refreshOnCompletion: true,
  });
  check(failed === 0 && successful === 3, { failed, successful });
  await client.index({ index: INDEX, body: events('index')[0] });
};

const refused = async client => {
  try {
    await client.index({ index: INDEX, body: events('refused')[0] });
  } catch (failure) {
    check([401, 403].includes(failure.statusCode), `${failure}`);
    return;
  }
  check(false, 'a wrong token was taken');
};

const elasticsearch = async () => {
  const { Client } = await load('@elastic/elasticsearch');
  const client = (password, more) => new Client({ node: URL_ + '/elasticsearch', auth: { username: 'tripline', password }, ...more });
  await bulks(client(TOKEN));
  await bulks(client(TOKEN, { compression: major('@elastic/elasticsearch') > 7 ? true : 'gzip' }));
  await refused(client('wrong'));
};

// The one before, of which much still runs.
const legacy = async () => {
  const { default: { Client } } = await load('elasticsearch');
  const client = new Client({ host: URL_.replace('//', `//tripline:${TOKEN}@`) + '/elasticsearch', apiVersion: '6.8' });
  await client.ping({ requestTimeout: 1000 });
  await client.indices.create({ index: INDEX });
  const answer = await client.bulk({
    body: events('legacy').flatMap(event => [{ index: { _index: INDEX, _type: 'event' } }, event]),
  });
  check(!answer.errors && answer.items.length === 3, answer);
  await client.index({ index: INDEX, type: 'event', body: events('legacy')[0] });
};

const opensearch = async () => {
  const { Client } = await load('@opensearch-project/opensearch');
  const client = password => new Client({ node: URL_ + '/opensearch', auth: { username: 'tripline', password } });
  await bulks(client(TOKEN));
  await refused(client('wrong'));
};

const winstonElasticsearch = async () => {
  const winston = await load('winston');
  const { ElasticsearchTransport } = await load('winston-elasticsearch');
  for (const more of [{}, { dataStream: true }]) {
    let failure;
    const transport = new ElasticsearchTransport({
      level: 'info', flushInterval: 200,
      clientOpts: { node: URL_ + '/elasticsearch', auth: { username: 'tripline', password: TOKEN } }, ...more,
    });
    transport.on('error', error => { failure = error; });
    transport.on('warning', error => { failure = error; });
    const logger = winston.createLogger({ transports: [transport] });
    for (const event of events('winston-elasticsearch')) logger.warn('sign-in', event);
    await transport.flush();
    await pause(1000);
    logger.close();
    if (failure) throw failure;
  }
};

const pinoElasticsearch = async () => {
  const { default: pino } = await load('pino');
  const { default: pinoElastic } = await load('pino-elasticsearch');
  const stream = pinoElastic({
    index: INDEX, node: URL_ + '/elasticsearch', auth: { username: 'tripline', password: TOKEN },
    esVersion: 8, 'es-version': 8, flushBytes: 100, 'flush-bytes': 100, flushInterval: 200, opType: 'create', op_type: 'create',
  });
  let failure;
  for (const name of ['unknown', 'insertError', 'error']) stream.on(name, error => { failure = error; });
  const logger = pino({ level: 'info' }, stream);
  for (const event of events('pino-elasticsearch')) logger.warn(event, 'sign-in');
  await pause(1500);
  if (failure) throw failure instanceof Error ? failure : new Error(JSON.stringify(failure));
};

const splunkLogging = async () => {
  const { Logger } = await load('splunk-logging');
  const logger = new Logger({ token: TOKEN, url: URL_, maxBatchCount: 0 });
  for (const message of events('splunk-logging')) logger.send({ message, severity: 'warn' });
  await new Promise((done, fail) => logger.flush((error, answer, body) =>
    error || body.code !== 0 ? fail(error ?? new Error(JSON.stringify(body))) : done()));
};

const winstonSplunk = async () => {
  const winston = await load('winston');
  const { default: Transport } = await load('winston-splunk-httplogger');
  const transport = new Transport({ splunk: { token: TOKEN, url: URL_, maxBatchCount: 1 } });
  let failure;
  transport.on('error', error => { failure = error; });
  transport.server?.on?.('error', error => { failure = error; });
  const logger = winston.createLogger({ transports: [transport] });
  for (const event of events('winston-splunk')) logger.warn('sign-in', event);
  await pause(1500);
  if (failure) throw failure;
};

const splunkBunyan = async () => {
  const { default: bunyan } = await load('bunyan');
  const { createStream } = await load('splunk-bunyan-logger');
  const stream = createStream({ token: TOKEN, url: URL_, maxBatchCount: 1 });
  let failure;
  stream.on('error', error => { failure = error; });
  const logger = bunyan.createLogger({ name: 'demo', streams: [stream] });
  for (const event of events('splunk-bunyan')) logger.warn(event, 'sign-in');
  await pause(1000);
  if (failure) throw failure;
};

const cloudevents = async () => {
  const { CloudEvent, HTTP } = await load('cloudevents');
  const about = form => ({ source: `/${form}`, type: 'com.example.signin', datacontenttype: 'application/json' });
  for (const form of ['binary', 'structured']) {
    for (const data of events('cloudevents')) {
      const { headers, body } = HTTP[form](new CloudEvent({ ...about(form), data }));
      const answer = await post('/api/v1/events/cloudevents', headers, body);
      check(answer.accepted === 1, answer);
    }
  }
  const batch = events('cloudevents').map(data => new CloudEvent({ ...about('batch'), data }));
  const answer = await post('/api/v1/events/cloudevents',
    { 'content-type': 'application/cloudevents-batch+json' }, JSON.stringify(batch));
  check(answer.accepted === 3, answer);
};

const opentelemetry = kind => async () => {
  const { LoggerProvider, BatchLogRecordProcessor } = await load('@opentelemetry/sdk-logs');
  const { OTLPLogExporter } = await load(`@opentelemetry/exporter-logs-otlp-${kind}`);
  for (const compression of ['none', 'gzip']) {
    const exporter = new OTLPLogExporter({ url: URL_ + '/v1/logs', headers: { Authorization: `Bearer ${TOKEN}` }, compression });
    let failure;
    const send = exporter.export.bind(exporter);
    exporter.export = (records, done) => send(records, result => { failure = result.error; done(result); });
    const batch = major('@opentelemetry/sdk-logs') > 0 || Number(version('@opentelemetry/sdk-logs').split('.')[1]) >= 220
      ? new BatchLogRecordProcessor({ exporter }) : new BatchLogRecordProcessor(exporter);
    let provider;
    try { provider = new LoggerProvider({ processors: [batch] }); } catch { provider = new LoggerProvider(); }
    provider.addLogRecordProcessor?.(batch);
    for (const event of events('opentelemetry')) provider.getLogger('demo').emit({ body: event, severityText: 'WARN' });
    await provider.forceFlush();
    await provider.shutdown();
    if (failure) throw failure;
  }
};

const webhooks = async () => {
  const { sign } = await load('@octokit/webhooks-methods');
  const body = JSON.stringify({ action: 'created', sender: { login: 'ann' }, repository: { full_name: 'acme/web' } });
  const secret = process.env.GITHUB_SECRET;
  const signature = await (major('@octokit/webhooks-methods') > 2 ? sign(secret, body) : sign({ secret, algorithm: 'sha256' }, body));
  const answer = await post('/api/v1/events/github', {
    authorization: '', 'content-type': 'application/json', 'x-github-event': 'repository',
    'x-github-delivery': randomUUID(), 'x-hub-signature-256': signature,
  }, body);
  check(answer.accepted === 1, answer);
};

// Events that came in this form, and those of them that nobody knew.
const seen = async wire => {
  const answer = await fetch(URL_ + '/api/v1/sources', { headers: { authorization: `Bearer ${TOKEN}` } });
  const items = (await answer.json()).items.filter(item => item.format === wire);
  return { came: items.reduce((sum, item) => sum + item.events, 0), unknown: items.reduce((sum, item) => sum + item.unrecognised, 0) };
};

// Sends, package, wire format, events that come, and those of them that are of no known format.
const CLIENTS = [
  [elasticsearch, '@elastic/elasticsearch', 'elasticsearch', 8],
  [legacy, 'elasticsearch', 'elasticsearch', 4],
  [opensearch, '@opensearch-project/opensearch', 'opensearch', 4],
  [winstonElasticsearch, 'winston-elasticsearch', 'elasticsearch', 6],
  [pinoElasticsearch, 'pino-elasticsearch', 'elasticsearch', 3],
  [splunkLogging, 'splunk-logging', 'splunk-hec', 3],
  [winstonSplunk, 'winston-splunk-httplogger', 'splunk-hec', 3],
  [splunkBunyan, 'splunk-bunyan-logger', 'splunk-hec', 3],
  [cloudevents, 'cloudevents', 'cloudevents', 9],
  [opentelemetry('http'), '@opentelemetry/exporter-logs-otlp-http', 'otlp', 6],
  [opentelemetry('proto'), '@opentelemetry/exporter-logs-otlp-proto', 'otlp', 6],
  [webhooks, '@octokit/webhooks-methods', 'github', 1, 1],
];

let failures = 0;
for (const [send, name, wire, expected, strange = 0] of CLIENTS) {
  const installed = version(name);
  if (installed === null) continue;
  const before = await seen(wire);
  let verdict = 'ok';
  try {
    await send();
    const after = await seen(wire);
    const came = after.came - before.came;
    const unknown = after.unknown - before.unknown;
    if (came !== expected || unknown !== strange) verdict = `${came} events came, not ${expected}, and ${unknown} were not known`;
  } catch (failure) {
    verdict = `${failure}`.replace(/\s+/g, ' ');
  }
  failures += verdict !== 'ok';
  console.log(`${name.padEnd(62)} ${installed.padEnd(10)} ${wire.padEnd(14)} ${verdict}`);
}
process.exit(failures > 0 ? 1 : 0);
