/** A line to the database on which somebody counts the statements, and kills the one who sends them. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';

export type When = 'before' | 'after';

export type KillingLine = { port: number; close: () => void };

/**
 * Passes everything on to `port`. At statement number `at` of the first client calls `kill`: `before` the database
 * hears of it, or `after`, while it is at work.
 */
export async function aKillingLine(
	port: number,
	{ at, when, kill }: { at: number; when: When; kill: () => void },
): Promise<KillingLine> {
	let statements = 0;
	let over = false;
	const sockets = new Set<Socket>();
	const server = createServer((client) => {
		const database = connect(port, '127.0.0.1');
		for (const socket of [client, database]) {
			sockets.add(socket);
			socket.on('error', () => undefined);
			socket.on('close', () => {
				client.destroy();
				database.destroy();
			});
		}
		database.pipe(client);
		let rest = Buffer.alloc(0);
		let isGreeted = false;
		client.on('data', (part: Buffer) => {
			rest = Buffer.concat([rest, part]);
			for (;;) {
				// the first message has no letter before its length
				const start = isGreeted ? 1 : 0;
				if (rest.length < start + 4) return;
				const length = start + rest.readUInt32BE(start);
				if (rest.length < length) return;
				const message = rest.subarray(0, length);
				rest = rest.subarray(length);
				const letter = isGreeted ? String.fromCharCode(message[0] ?? 0) : '';
				isGreeted = true;
				// a simple statement, or the execution of a prepared one
				if ((letter === 'Q' || letter === 'E') && ++statements === at && !over) {
					over = true;
					if (when === 'after') database.write(message);
					return kill();
				}
				database.write(message);
			}
		});
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	// the cast is safe: a server that listens on a port has this kind of address
	const { port: own } = server.address() as AddressInfo;
	return {
		port: own,
		close: () => {
			for (const socket of sockets) socket.destroy();
			server.close();
		},
	};
}
