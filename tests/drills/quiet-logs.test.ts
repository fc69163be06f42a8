/** What people write and who they are is nowhere to be found but in the database: not in a log, not in the figures. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { aDataFolder, freePort, startProgram } from '#test/program.ts';
import { aBrowser } from '../../drills/stage/browser.ts';
import { ensureBuild } from '../../scripts/build.ts';

beforeAll(() => ensureBuild(console.log), 300_000);

/** Words that stand nowhere in the program. */
const marked = {
	name: '目印田中花子',
	kana: 'めじるしたなかはなこ',
	telephone: '03-5550-1379',
	mail: 'mejirushi-tanaka@example.test',
	address: '目印町三丁目九番地',
	concern: '目印の困りごとは夜に一人で泣いていること',
	wish: '目印の望みは話を聞いてほしいこと',
	search: '目印検索語',
	password: 'mejirushi-himitsu-9417',
	subject: '目印講座',
};

test(
	'no word of a person reaches a log, a figure or an address',
	{ timeout: 120_000 },
	async () => {
		const [dataFolder, port, metricsPort] = [aDataFolder(), await freePort(), await freePort()];
		const program = await startProgram(dataFolder, port, {
			LOG_LEVEL: 'debug',
			METRICS_PORT: String(metricsPort),
			// nobody listens there: sending fails, and is logged
			SMTP_URL: `smtp://127.0.0.1:${await freePort()}`,
		});
		const { ask, send } = aBrowser(program.origin);
		// said right after the address
		await expect.poll(() => program.output()).toMatch(/→ \S{4}-\S{4}/);
		const setupCode = /→ (\S{4}-\S{4})/.exec(program.output())?.[1] ?? '';
		const council = {
			...{ setupCode, name: marked.name, nameKana: marked.kana, slug: 'council' },
			...{ legalKind: 'shakyo', municipalityCode: '131075', telephone: marked.telephone },
			...{ address: marked.address, partition1: '圏域', areas1: '東\n西' },
			...{ staffName: marked.name, staffEmail: marked.mail, password: marked.password },
		};
		expect((await send('/setup', { ...council, setupCode: 'AAAA-AAAA' })).status).toBe(422);
		const founded = await send('/setup', council);
		const problems = [...founded.html.matchAll(/class="problem"[^>]*>([^<]*)/g)];
		expect(problems.map(([, text]) => text)).toEqual([]);
		expect(founded.status).toBe(303);
		const told = {
			...{ kind: 'notice', about: 'other', body: marked.concern, wish: marked.wish },
			...{ contactWished: 'yes', contactName: marked.name, contactEmail: marked.mail },
			...{ contactTelephone: marked.telephone, anonymousUse: 'no', privacy: 'private' },
		};
		const seen: number[] = [];
		const note = async (answer: Promise<{ status: number; location: string }>) => {
			const { status, location } = await answer;
			expect(decodeURIComponent(location)).not.toMatch(/目印|mejirushi|1379/);
			seen.push(status);
			return status;
		};
		await note(send('/council/concerns/new', told));
		await note(send('/council/concerns/new', { ...told, body: '' }));
		// a sign that the database cannot keep
		await note(send('/council/concerns/new', { ...told, body: `${marked.concern}\u0000` }));
		await note(ask(`/council/search?q=${encodeURIComponent(marked.search)}`));
		await note(ask(`/council/issues?q=${encodeURIComponent(marked.search)}&sort=x'`));
		await note(ask(`/council/issues/${encodeURIComponent(marked.search)}`));
		await note(ask(`/${encodeURIComponent(marked.name)}?mail=${marked.mail}`));
		await note(send('/council/sign-in', { address: marked.mail, email: marked.mail }, '?/code'));
		const wrong = { who: marked.mail, email: marked.mail, password: `${marked.password}x` };
		await note(send('/council/sign-in', wrong, '?/password'));
		await note(send('/council/sign-up', { email: marked.mail, address: marked.mail }));
		// in the middle of a form the database goes away
		const lost = send('/council/concerns/new', told).catch(() => undefined);
		program.kill('postgres');
		await lost;
		await expect
			.poll(async () => (await fetch(`${program.origin}/readyz`)).status, { timeout: 20_000 })
			.toBe(200);
		await note(send('/council/concerns/new', told));
		const figures = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
		await expect.poll(() => program.output(), { timeout: 20_000 }).toContain('work failed');
		await program.end();

		expect(seen).toContain(303);
		expect(seen).toContain(422);
		expect(program.output()).toContain('"route":"/[operator=operator]/concerns/new"');
		expect(figures).toMatch(
			/request_duration_seconds_count\{route="concerns",status="3xx"\} [1-9]/,
		);
		const log = readFileSync(join(dataFolder, 'postgres', 'server.log'), 'utf8');
		const found = Object.entries({ output: program.output(), figures, log }).flatMap(
			([where, text]) =>
				[...Object.values(marked), ...Object.values(marked).map(encodeURIComponent), '目印']
					.filter((word) => text.includes(word))
					.map((word) => `${word} stands in ${where}`),
		);
		expect(found).toEqual([]);
		console.log(`${program.output().split('\n').length} lines of log, answers ${seen.join(' ')}`);
	},
);

test(
	'somebody who is sending a form while the program is told to stop gets an answer',
	{ timeout: 120_000 },
	async () => {
		const program = await startProgram(aDataFolder(), await freePort());
		const { host, port } = new URL(program.origin);
		const body = 'setupCode=AAAA-AAAA&once=0123456789abcdef';
		const socket = connect(Number(port), '127.0.0.1');
		await once(socket, 'connect');
		let answer = '';
		socket.setEncoding('utf8').on('data', (part: string) => (answer += part));
		const head = [
			...[
				'POST /setup HTTP/1.1',
				`host: ${host}`,
				`origin: ${program.origin}`,
				'accept: text/html',
			],
			...['content-type: application/x-www-form-urlencoded', `content-length: ${body.length}`],
		];
		socket.write(`${head.join('\r\n')}\r\n\r\n${body.slice(0, 10)}`);
		await sleep(200);

		const toldAt = performance.now();
		const ending = program.end();
		await sleep(500);
		const closed = once(socket, 'close');
		socket.write(body.slice(10));
		await closed;
		const answeredAfter = performance.now() - toldAt;
		await ending;
		console.log(
			`answered after ${Math.round(answeredAfter)} ms, ended after ${Math.round(performance.now() - toldAt)} ms`,
		);

		expect(answer).toMatch(/^HTTP\/1\.1 422 /);
		expect(program.exitCode()).toBe(0);
		expect(program.output()).toContain('データは残っています');
	},
);
