/** Requests that no browser makes: the path, the headers and the pace are the sender's own. */
import { request as ask, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';

export type RawAnswer = { status: number; headers: IncomingHttpHeaders; body: string };

export function raw(
	origin: string,
	path: string,
	{
		method = 'GET',
		headers = {},
		body,
	}: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {},
): Promise<RawAnswer> {
	const { hostname, port } = new URL(origin);
	return new Promise((resolve, reject) => {
		const sent = ask({ hostname, port, path, method, headers, agent: false }, (response) => {
			let text = '';
			response.setEncoding('utf8');
			response.on('data', (piece: string) => (text += piece));
			response.on('error', reject);
			response.on('end', () =>
				resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
			);
		});
		sent.on('error', reject);
		sent.end(body);
	});
}

/** Sends these bytes and waits until the server hangs up; answers what it said and after how many seconds. */
export function untilClosed(
	origin: string,
	bytes: string,
): Promise<{ text: string; seconds: number }> {
	const { hostname, port } = new URL(origin);
	const startedAt = performance.now();
	return new Promise((resolve) => {
		const socket = connect(Number(port), hostname, () => socket.write(bytes));
		let text = '';
		socket.setEncoding('utf8');
		socket.on('data', (piece: string) => (text += piece));
		socket.on('error', () => undefined);
		socket.on('close', () => resolve({ text, seconds: (performance.now() - startedAt) / 1_000 }));
	});
}
