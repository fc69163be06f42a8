import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { anOperator, context, ownerQuery, testDatabaseUrl } from '#test/database.ts';
import { aMailServer } from '#test/mail-server.ts';
import { queueMail, sendMail, type MailServer } from './mail.ts';

const invitation = {
	to: 'sato@example.test',
	subject: '話し合いのお知らせ',
	body: '来週の土曜日にお会いしましょう。',
};
const from = 'otagaisama@example.test';

async function aQueuedLetter(letter = invitation) {
	const { operatorId } = await anOperator();
	const asSystem = context({ kind: 'system', operatorId, task: 'test' });
	const { database, actor, now, newId } = asSystem;
	const mailId = await database.as(actor, (tx) => queueMail({ tx, actor, now, newId }, letter));
	return {
		mailId,
		send: (server: MailServer | undefined) => sendMail(asSystem, { operatorId, mailId }, server),
		row: async () => (await ownerQuery('select * from mails where id = $1', [mailId]))[0],
		jobs: () => ownerQuery(`select data from pgboss.job where data ->> 'mailId' = $1`, [mailId]),
		operatorId,
		asSystem,
	};
}

async function mailServer(options = {}) {
	const server = await aMailServer(options);
	onTestFinished(() => server.close());
	return server;
}

test('a letter is sent and its text removed', async () => {
	const server = await mailServer();
	const letter = await aQueuedLetter();

	await letter.send({ url: server.url, from });

	expect(server.received).toMatchObject([{ from, to: [invitation.to] }]);
	expect(server.received[0]?.content).toContain(`Message-ID: <${letter.mailId}@example.test>`);
	expect(await letter.row()).toMatchObject({ body: null, failed_attempts: 0, last_failure: null });
	expect((await letter.row())?.sent_at).not.toBeNull();
});

test('a letter that was sent is not sent again', async () => {
	const server = await mailServer();
	const letter = await aQueuedLetter();
	await letter.send({ url: server.url, from });
	await letter.send({ url: server.url, from });
	expect(server.received).toHaveLength(1);
});

test('two workers with the same letter send it once', async () => {
	const server = await mailServer();
	const letter = await aQueuedLetter();

	const both = await Promise.allSettled([1, 2].map(() => letter.send({ url: server.url, from })));

	expect(server.received).toHaveLength(1);
	const put = both.filter(({ status }) => status === 'rejected');
	expect(put.length).toBeLessThanOrEqual(1);
	expect(await letter.row()).toMatchObject({ body: null, in_hand_until: null });
});

test('without a mail server the letter waits in the outbox', async () => {
	const letter = await aQueuedLetter();
	await letter.send(undefined);
	expect(await letter.row()).toMatchObject({
		body: invitation.body,
		sent_at: null,
		failed_attempts: 0,
	});
});

test('while the mail server is away each try is recorded, and the letter kept for another', async () => {
	const gone = await aMailServer();
	await gone.close();
	const letter = await aQueuedLetter();

	await expect(letter.send({ url: gone.url, from })).rejects.toThrow('mail not sent: ESOCKET');
	await expect(letter.send({ url: gone.url, from })).rejects.toThrow('mail not sent');

	expect(await letter.row()).toMatchObject({
		body: invitation.body,
		sent_at: null,
		failed_attempts: 2,
	});
});

test('an address that does not exist is not tried again; the secretariat sees why', async () => {
	const server = await mailServer({ refuse: invitation.to });
	const letter = await aQueuedLetter();

	await letter.send({ url: server.url, from });

	expect(await letter.row()).toMatchObject({
		sent_at: null,
		failed_attempts: 1,
		last_failure: expect.stringContaining('550'),
	});
});

test('what waits for the worker are ids, never addresses or texts', async () => {
	const letter = await aQueuedLetter();
	expect(await letter.jobs()).toEqual([
		{ data: { operatorId: letter.operatorId, mailId: letter.mailId } },
	]);
});

test('a transaction that fails leaves neither a letter nor work behind', async () => {
	const { operatorId, asSystem } = await aQueuedLetter();
	const { database, actor, now, newId } = asSystem;
	await expect(
		database.as(actor, async (tx) => {
			await queueMail({ tx, actor, now, newId }, invitation);
			throw new Error('changed my mind');
		}),
	).rejects.toThrow('changed my mind');
	expect(await ownerQuery('select 1 from mails where operator_id = $1', [operatorId])).toHaveLength(
		1,
	);
});

async function aWorker(smtpUrl: string) {
	const script = fileURLToPath(new URL('../../../scripts/worker.ts', import.meta.url));
	const worker = fork(script, {
		env: {
			...process.env,
			DATABASE_URL: await testDatabaseUrl(),
			OTAGAISAMA_SECRET: 'only for this test',
			SMTP_URL: smtpUrl,
			MAIL_FROM: from,
			LOG_LEVEL: 'silent',
		},
	});
	onTestFinished(async () => {
		worker.kill();
		if (worker.exitCode === null) await once(worker, 'exit');
	});
}

test('the worker sends what waited until a mail server was named, and what comes later', async () => {
	const server = await mailServer();
	const waited = await aQueuedLetter();
	// given up, as after two days of trying
	await ownerQuery(`delete from pgboss.job where data ->> 'mailId' = $1`, [waited.mailId]);
	await aWorker(server.url);

	await expect.poll(async () => (await waited.row())?.sent_at, { timeout: 15_000 }).not.toBeNull();
	const later = await aQueuedLetter();
	await expect.poll(async () => (await later.row())?.sent_at, { timeout: 15_000 }).not.toBeNull();

	const sentTimes = (id: string) =>
		server.received.filter(({ content }) => content.includes(id)).length;
	expect([sentTimes(waited.mailId), sentTimes(later.mailId)]).toEqual([1, 1]);
});
