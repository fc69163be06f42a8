import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export type Received = { from: string; to: string[]; content: string };

/** A real mail server on this machine. `refuse` answers 550 to a recipient. */
export async function aMailServer({ refuse = '' } = {}) {
	const received: Received[] = [];
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS', 'AUTH'],
		onRcptTo: ({ address }, _session, done) => {
			if (address !== refuse) return done();
			done(Object.assign(new Error('no such mailbox'), { responseCode: 550 }));
		},
		onData: (stream, { envelope }, done) => {
			text(stream).then((content) => {
				const from = envelope.mailFrom ? envelope.mailFrom.address : '';
				received.push({ from, to: envelope.rcptTo.map(({ address }) => address), content });
				done();
			}, done);
		},
	});
	// whoever sends may be killed meanwhile
	server.on('error', () => undefined);
	const listening = server.listen(0, '127.0.0.1');
	await new Promise<void>((resolve) => listening.once('listening', resolve));
	// the cast is safe: a server that listens on a port has this kind of address
	const { port } = listening.address() as AddressInfo;
	return {
		url: `smtp://127.0.0.1:${port}`,
		received,
		close: () => new Promise<void>((resolve) => server.close(() => resolve())),
	};
}
