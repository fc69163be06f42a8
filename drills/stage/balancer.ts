/** Shares out requests between programs, as nginx or HAProxy do: only to those whose /readyz says 200. */
import { once } from 'node:events';
import {
	Agent,
	createServer,
	request as ask,
	type IncomingMessage,
	type ServerResponse,
} from 'node:http';
import type { Stage } from './stage.ts';

const everyMilliseconds = 200;

export type Balancer = {
	origin: string;
	/** Requests that got no answer from a program. */
	failed: () => number;
	answered: () => number;
	isReady: (node: string) => boolean;
};

export async function aBalancer(
	stage: Stage,
	port: number,
	nodes: readonly string[],
): Promise<Balancer> {
	const ready = new Set<string>();
	const agent = new Agent({ keepAlive: true });
	const counted = { failed: 0, answered: 0 };
	let turn = 0;

	async function look(node: string): Promise<void> {
		const isReady = await fetch(`${node}/readyz`, { signal: AbortSignal.timeout(2_000) }).then(
			(answer) => answer.ok,
			() => false,
		);
		if (isReady) ready.add(node);
		else ready.delete(node);
	}

	function forward(from: IncomingMessage, to: ServerResponse, body: Buffer, tried: number): void {
		const candidates = [...ready];
		const node = candidates[turn++ % Math.max(1, candidates.length)];
		const fail = () => {
			counted.failed++;
			if (to.headersSent) to.destroy();
			else to.writeHead(502).end();
		};
		if (!node || tried > 3) return fail();
		const { hostname, port: at } = new URL(node);
		const { method, url: path, headers } = from;
		const forwarded = ask({ agent, hostname, port: at, method, path, headers }, (answer) => {
			to.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(to);
			answer.on('error', () => to.destroy());
			answer.on('end', () => counted.answered++);
		});
		forwarded.on('error', (failure: NodeJS.ErrnoException) => {
			// nobody listens there: nothing was begun, so another one may be asked
			if (failure.code !== 'ECONNREFUSED') return fail();
			ready.delete(node);
			forward(from, to, body, tried + 1);
		});
		forwarded.end(body);
	}

	const server = createServer((from, to) => {
		const parts: Buffer[] = [];
		from.on('data', (part: Buffer) => parts.push(part));
		from.on('end', () => forward(from, to, Buffer.concat(parts), 1));
		from.on('error', () => undefined);
	}).listen(port, '127.0.0.1');
	await once(server, 'listening');
	const looking = setInterval(() => nodes.forEach((node) => void look(node)), everyMilliseconds);
	await Promise.all(nodes.map(look));
	stage.atEnd(() => {
		clearInterval(looking);
		agent.destroy();
		server.closeAllConnections();
		server.close();
	});
	return {
		origin: `http://127.0.0.1:${port}`,
		failed: () => counted.failed,
		answered: () => counted.answered,
		isReady: (node) => ready.has(node),
	};
}
