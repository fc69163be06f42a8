import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { drill, ms, quantile, seconds, unkept } from './drill.ts';
import { aBrowser } from './stage/browser.ts';
import { aDataFolder, freePort, startProgram } from './stage/program.ts';
import { aResident, tellPage } from './stage/residents.ts';
import type { Stage } from './stage/stage.ts';
import { aTown, slug, type Town } from './stage/town.ts';

export const slowClients = drill({
	row: 'F15',
	fault:
		'heads and bodies that arrive letter by letter, bodies without end, a list of a million rows',
	promised: "408 or 413 or a plain refusal; everybody else's p99 at most twice as long, or 60 ms",
	sizes: {
		full: { sockets: 400, lists: 6, measured: 6_000 },
		short: { sockets: 60, lists: 1, measured: 1_500 },
	},
	async play(stage, { sockets, lists, measured }) {
		const dataFolder = aDataFolder(stage);
		const program = await startProgram(stage, dataFolder, await freePort(), { TRUST_PROXY: '1' });
		const town = await aTown({ dataFolder });
		const { cookie } = await town.person('事務局', { roles: ['secretariat'] });
		const { hostname, port } = new URL(program.origin);
		const to = { host: hostname, port: Number(port) };
		await readers(program.origin, 1_000);

		const before = await readers(program.origin, measured);
		const slow = drips(stage, to, sockets);
		const meanwhile = await readers(program.origin, measured);
		const large = await Promise.all([
			tooLarge(to, `content-length: ${2_000_000_000}`, false),
			tooLarge(to, 'transfer-encoding: chunked', true),
		]);
		const listing = million(program.origin, cookie, lists);
		const beside = await readers(program.origin, measured, listing.going);
		const refused = await listing.answers;
		const answers = await slow.answers();

		const worst = Math.max(beside.p99, meanwhile.p99);
		return {
			done: `${sockets} heads and ${sockets} bodies letter by letter, 2 GB announced and 2 GB in pieces, ${lists} × 1,000,000 rows as CSV`,
			measured: `heads cut with 408 ${answers.cut} of ${sockets} after ${seconds(answers.longest)} at most; large bodies ${large.join(', ')}; lists ${refused.join(', ')}; p99 of others ${ms(before.p99)} before, ${ms(meanwhile.p99)} beside the slow, ${ms(beside.p99)} beside the lists; failed ${meanwhile.failed + beside.failed}`,
			broken: unkept({
				'slow heads are cut with 408': answers.cut === sockets,
				'large bodies get 413': large.every((status) => status === 413),
				'a list that is too long is refused': refused.every((status) => status === 422),
				'nobody else fails': meanwhile.failed + beside.failed === 0 && before.failed === 0,
				'well afterwards': await isWell(town, program.origin),
			}),
			late: unkept({
				// below this a machine that does anything else decides
				"others' p99 at most twice as long": worst <= Math.max(2 * before.p99, 60),
			}),
		};
	},
});

type Address = { host: string; port: number };

/** Four people who open pages that ask the database, for a while. */
async function readers(origin: string, milliseconds: number, going = Promise.resolve()) {
	const times: number[] = [];
	let failed = 0;
	let isGoing = true;
	void Promise.all([going, sleep(milliseconds)]).then(() => (isGoing = false));
	await Promise.all(
		Array.from({ length: 4 }, async () => {
			const browser = aResident(origin);
			while (isGoing) {
				const begin = performance.now();
				const { status } = await browser.ask(tellPage);
				times.push(performance.now() - begin);
				if (status !== 200) failed++;
				await sleep(10);
			}
		}),
	);
	return { p99: quantile(times, 0.99), failed };
}

/** Sends a letter now and then, and never the end. */
function drips(stage: Stage, to: Address, count: number) {
	const open: Socket[] = [];
	function drip(head: string): Promise<{ answer: string; after: number }> {
		const begin = performance.now();
		const socket = connect(to);
		open.push(socket);
		let answer = '';
		socket.setEncoding('latin1').on('data', (part: string) => (answer += part));
		socket.on('error', () => undefined);
		socket.write(head);
		const letters = setInterval(() => socket.writable && socket.write('a'), 2_000);
		return new Promise((resolve) => {
			socket.on('close', () => {
				clearInterval(letters);
				resolve({ answer, after: performance.now() - begin });
			});
		});
	}
	const heads = Array.from({ length: count }, () => drip('GET / HTTP/1.1\r\nhost: x\r\nx-slow: '));
	const type = 'content-type: application/x-www-form-urlencoded';
	for (let body = 0; body < count; body++) {
		void drip(
			`POST ${tellPage} HTTP/1.1\r\nhost: x\r\n${type}\r\ncontent-length: 5000\r\n\r\nbody=`,
		);
	}
	stage.atEnd(() => open.forEach((socket) => socket.destroy()));
	return {
		async answers() {
			const all = await Promise.all(heads);
			return {
				cut: all.filter(({ answer }) => answer.startsWith('HTTP/1.1 408')).length,
				longest: Math.max(...all.map(({ after }) => after)),
			};
		},
	};
}

/** The status of a form whose body is larger than anything that is taken. */
function tooLarge(to: Address, length: string, inPieces: boolean): Promise<number> {
	return new Promise((resolve) => {
		const socket = connect(to);
		let answer = '';
		let sent = 0;
		const piece = Buffer.alloc(65_536, 'a');
		const head = [
			...[
				`POST ${tellPage} HTTP/1.1`,
				`host: ${to.host}:${to.port}`,
				`origin: http://${to.host}:${to.port}`,
			],
			...['accept: text/html', 'content-type: application/x-www-form-urlencoded', length],
		];
		function pour(): void {
			while (socket.writable && sent < 2_000_000_000) {
				sent += piece.length;
				const more = inPieces
					? socket.write(Buffer.concat([Buffer.from('10000\r\n'), piece, Buffer.from('\r\n')]))
					: socket.write(piece);
				if (!more) return;
			}
		}
		socket.on('drain', pour);
		socket.on('error', () => undefined);
		socket.on('data', (part) => {
			answer += part.toString('latin1');
			const [, status] = /^HTTP\/1\.1 (\d{3})/.exec(answer) ?? [];
			if (!status) return;
			resolve(Number(status));
			socket.destroy();
		});
		socket.on('close', () => resolve(0));
		socket.write(`${head.join('\r\n')}\r\n\r\n`);
		pour();
	});
}

/** A list of a million short rows, below the largest file that is taken. */
function million(origin: string, cookie: string, count: number) {
	const content = `団体名,電話\n${'あ,\n'.repeat(1_000_000)}`;
	const browser = aBrowser(origin, { cookie });
	async function send(): Promise<number> {
		const form = new FormData();
		const page = `/${slug}/desk/imports`;
		for (const [name, value] of Object.entries(await browser.hiddenFields(page)))
			form.set(name, value);
		form.set('kind', 'organisations');
		form.set('file', new Blob([content], { type: 'text/csv' }), 'million.csv');
		return (await browser.ask(page, form)).status;
	}
	async function all(): Promise<number[]> {
		const answers: number[] = [];
		for (let list = 0; list < count; list++) answers.push(await send());
		return answers;
	}
	const answers = all();
	return { answers, going: answers.then(() => undefined) };
}

async function isWell(town: Town, origin: string): Promise<boolean> {
	const { whole } = await town.trail();
	return whole && (await fetch(`${origin}/readyz`)).status === 200;
}
