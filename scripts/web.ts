/**
 * The web server: one port, the built pages. It alone says which address a request was made to and where
 * it came from; the pages never trust a header of the outside for that.
 */
import {
	createServer,
	type IncomingMessage,
	type RequestListener,
	type ServerResponse,
} from 'node:http';
import { isIP } from 'node:net';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { log } from '../src/lib/server/log.ts';
import { safetyHeaders, turnAway } from './gate.ts';
import { drainTime, whenToldToStop } from './told-to-stop.ts';

const port = Number(process.env.PORT ?? 3000);
const host = process.env.HOST ?? '127.0.0.1';
const origin = new URL(process.env.PUBLIC_ORIGIN ?? `http://localhost:${port}`);
/** Without PUBLIC_ORIGIN the program runs on somebody's own machine: its numbers are as good as its name. */
const anyNumber = process.env.PUBLIC_ORIGIN_IS_DEFAULT === '1';
const trustProxy = process.env.TRUST_PROXY === '1';

// the pages' server reads the address from these headers, which are set below and nowhere else
process.env.PROTOCOL_HEADER = 'x-app-proto';
process.env.HOST_HEADER = 'x-app-host';
process.env.ADDRESS_HEADER = 'x-client-ip';
// scans of paper forms: 10 MB each (src/lib/server/files.ts), with the form around them
process.env.BODY_SIZE_LIMIT ??= '12M';

const built = new URL('../build/handler.js', import.meta.url).href;
type Handler = (...exchange: [...Parameters<RequestListener>, next: () => void]) => void;
const { handler }: { handler: Handler } = await import(built);

function hostOf(request: IncomingMessage): string {
	const asked = request.headers.host ?? '';
	if (!anyNumber) return origin.host;
	const name = asked.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
	return isIP(name) ? asked : origin.host;
}

/** The address the next proxy saw: only the last entry was written by somebody we know. */
function clientOf(request: IncomingMessage): string {
	const forwarded = trustProxy && request.headers['x-forwarded-for'];
	const last = forwarded && forwarded.toString().split(',').at(-1)?.trim();
	return last || request.socket.remoteAddress || '';
}

/** Tells the parent that there is no use in trying again. */
const portIsTaken = 98;

function sayLeaving(response: ServerResponse): void {
	response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '5' });
	response.end(JSON.stringify({ ready: false, stopping: true }));
}

let stopping = false;
// slow senders are looked for often: a few hundred of them must not keep everybody else out
const server = createServer({ connectionsCheckingInterval: 5_000 }, (request, response) => {
	// still served, but the next request goes to whoever takes over
	if (stopping) {
		response.setHeader('connection', 'close');
		if (request.url === '/readyz') return sayLeaving(response);
	}
	const scheme = origin.protocol.slice(0, -1);
	const askedHost = hostOf(request);
	const here = `${scheme}://${askedHost}`;
	for (const [name, value] of Object.entries(safetyHeaders(here))) response.setHeader(name, value);
	const { method = '', url: address = '', headers } = request;
	const refused = turnAway({ method, address, headers }, here);
	if (refused) {
		log.warn({ status: refused.status }, 'turned away');
		// what is still on its way is not read
		response.setHeader('connection', 'close');
		response.writeHead(refused.status, refused.headers).end(refused.page);
		return;
	}
	request.headers['x-app-proto'] = scheme;
	request.headers['x-app-host'] = askedHost;
	request.headers['x-client-ip'] = clientOf(request);
	handler(request, response, () => response.writeHead(404).end());
});
// longer than a proxy keeps an idle connection, so that the proxy is the one to close it
server.keepAliveTimeout = 65_000;
server.headersTimeout = 20_000;
server.requestTimeout = 120_000;

server.on('error', (failure: NodeJS.ErrnoException) => {
	if (failure.code === 'EADDRINUSE' || failure.code === 'EACCES') process.exit(portIsTaken);
	throw failure;
});
server.listen(port, host, () => process.send?.('ready'));

whenToldToStop(async (reason) => {
	stopping = true;
	if (reason === 'asked') await sleep(drainTime(process.env));
	await new Promise<void>((resolve) => {
		server.close(() => resolve());
		// whoever was answered lets go of the line, also those whose request was under way
		setInterval(() => server.closeIdleConnections(), 50).unref();
		server.closeIdleConnections();
		// answers that take longer (live boards) are cut
		setTimeout(() => server.closeAllConnections(), 5_000).unref();
	});
});
