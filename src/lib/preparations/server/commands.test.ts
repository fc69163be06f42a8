import { describe, expect, test } from 'vitest';
import type { Actor } from '#lib/kernel/actor.ts';
import { Refusal } from '#lib/kernel/refusal.ts';
import { setPillars } from '#lib/gatherings/server/commands.ts';
import { sessionPage } from '#lib/gatherings/sessions/server/detail.ts';
import { ownerQuery, testDatabase, testTime, trail } from '#test/database.ts';
import { aRunningSession, aSession, as } from '#test/gatherings.ts';
import { aCouncil, anOrganisation } from '#test/people.ts';
import {
	answerPreparation,
	askPreparations,
	callOffPreparation,
	keepPreparedCards,
	remindPreparations,
	takeLines,
} from './commands.ts';
import { cardsPage, ownSheets, preparationsPage, sheetOrRefuse } from './queries.ts';

type Council = Awaited<ReturnType<typeof aCouncil>>;

const ask = askPreparations('https://example.jp');
const remind = remindPreparations('https://example.jp');

const seenBy = async (actor: Actor, sessionId: string, now = testTime) =>
	(await testDatabase()).as(actor, (tx) => preparationsPage(tx, actor, sessionId, now));
const sheetSeenBy = async (actor: Actor, id: string) =>
	(await testDatabase()).as(actor, (tx) => sheetOrRefuse(tx, actor, id));
const cardsSeenBy = async (actor: Actor, id: string) =>
	(await testDatabase()).as(actor, (tx) => cardsPage(tx, actor, id));

const words = {
	whatWeDo: '週に一度の見守り',
	troubles: '人手がない\n足がない',
	wishes: '茶話会を開きたい',
	shown: ['whatWeDo', 'troubles', 'wishes'],
};

/** A session for which あかりの会 and みなと見守り隊 were asked. */
async function asked(council: Council, id?: string) {
	const sessionId = id ?? (await aSession(council.sato));
	await ask(as(council.sato), {
		id: sessionId,
		organisationIds: [council.lanternGroup, council.harbourGroup],
		dueOn: '令和8年12月1日',
	});
	const page = await seenBy(council.sato, sessionId);
	const of = (organisation: string) =>
		page.asked.find(({ organisationId }) => organisationId === organisation)?.id ?? '';
	return { sessionId, lantern: of(council.lanternGroup), harbour: of(council.harbourGroup) };
}

describe('asking', () => {
	test('each organisation once, with a letter that says neither what nor who', async () => {
		const council = await aCouncil();
		await ownerQuery(`update people set email = 'ueda@example.jp' where id = $1`, [
			council.ueda.personId,
		]);
		const { sessionId, lantern } = await asked(council);
		await asked(council, sessionId);
		expect((await seenBy(council.sato, sessionId)).asked.map(({ name }) => name)).toEqual([
			'あかりの会',
			'みなと見守り隊',
		]);
		const mails = await ownerQuery<{ to_address: string; body: string }>(
			'select to_address, body from mails where operator_id = $1',
			[council.operatorId],
		);
		expect(mails).toHaveLength(1);
		expect(mails[0]?.body).toContain(`https://example.jp/${council.slug}/preparations/${lantern}`);
		expect(mails[0]?.body).not.toContain('夕方の公園');
		expect(await trail(council.operatorId)).toContain('preparation.ask');
	});

	test('nobody else asks, and no organisation of another operator is asked', async () => {
		const council = await aCouncil();
		const other = await aCouncil();
		const id = await aSession(council.sato);
		const one = { id, organisationIds: [council.lanternGroup] };
		for (const actor of [council.ueda, council.ono, council.visitor]) {
			await expect(ask(as(actor), one)).rejects.toBeInstanceOf(Refusal);
		}
		await expect(ask(as(other.sato), one)).rejects.toMatchObject({ code: 'not-found' });
		await expect(
			ask(as(council.sato), { id, organisationIds: [other.lanternGroup] }),
		).rejects.toMatchObject({ code: 'not-valid' });
		await expect(ask(as(council.sato), { id, organisationIds: [] })).rejects.toMatchObject({
			problems: [{ field: 'organisationIds', message: 'preparations_nobody' }],
		});
	});

	test('who has not answered is reminded once a day', async () => {
		const council = await aCouncil();
		await ownerQuery(`update people set email = 'kudo@example.jp' where id = $1`, [
			council.kudo.personId,
		]);
		const { sessionId, lantern } = await asked(council);
		await answerPreparation(as(council.ueda), { id: lantern, version: '1', ...words });
		await expect(remind(as(council.sato), { id: sessionId })).rejects.toMatchObject({
			key: 'preparations_nobody_silent',
		});
		const next = new Date(testTime.getTime() + 25 * 60 * 60 * 1000);
		await remind(as(council.sato, next), { id: sessionId });
		await expect(remind(as(council.sato, next), { id: sessionId })).rejects.toMatchObject({
			code: 'not-now',
		});
		const mails = await ownerQuery('select 1 from mails where operator_id = $1', [
			council.operatorId,
		]);
		expect(mails).toHaveLength(2);
		await expect(remind(as(council.ueda, next), { id: sessionId })).rejects.toBeInstanceOf(Refusal);
	});

	test('an organisation is asked no more, unless it has answered', async () => {
		const council = await aCouncil();
		const { sessionId, lantern, harbour } = await asked(council);
		await answerPreparation(as(council.ueda), { id: lantern, version: '1', ...words });
		await callOffPreparation(as(council.sato), { id: sessionId, preparationId: harbour });
		await expect(
			callOffPreparation(as(council.sato), { id: sessionId, preparationId: lantern }),
		).rejects.toMatchObject({ code: 'not-now' });
		await expect(
			callOffPreparation(as(council.ueda), { id: sessionId, preparationId: lantern }),
		).rejects.toBeInstanceOf(Refusal);
		expect((await seenBy(council.sato, sessionId)).asked).toHaveLength(1);
	});
});

describe('answering', () => {
	test('the organisation for itself, the staff for one that called; nobody for another', async () => {
		const council = await aCouncil();
		const { sessionId, lantern, harbour } = await asked(council);
		await answerPreparation(as(council.ueda), {
			id: lantern,
			version: '1',
			...words,
			channel: 'fax',
		});
		await answerPreparation(as(council.sato), {
			id: harbour,
			version: '1',
			wishes: '餅つき',
			channel: 'fax',
		});
		const sheets = (await seenBy(council.sato, sessionId)).asked;
		expect(sheets.map(({ channel, wishes }) => [channel, wishes])).toEqual([
			['web', '茶話会を開きたい'],
			['fax', '餅つき'],
		]);
		for (const actor of [council.kudo, council.ito, council.ono, council.visitor]) {
			await expect(
				answerPreparation(as(actor), { id: lantern, version: '2', ...words }),
			).rejects.toMatchObject({ code: 'not-found' });
			await expect(sheetSeenBy(actor, lantern)).rejects.toMatchObject({ code: 'not-found' });
		}
	});

	test('an empty sheet is refused, and so is the slower of two persons', async () => {
		const council = await aCouncil();
		const { lantern } = await asked(council);
		await expect(
			answerPreparation(as(council.ueda), { id: lantern, version: '1' }),
		).rejects.toMatchObject({ problems: [{ message: 'preparations_empty' }] });
		await answerPreparation(as(council.ueda), { id: lantern, version: '1', ...words });
		await expect(
			answerPreparation(as(council.ueda), { id: lantern, version: '1', ...words }),
		).rejects.toMatchObject({ key: 'refusal_changed_meanwhile' });
		await expect(
			answerPreparation(as(council.ueda), {
				id: lantern,
				version: '2',
				...words,
				troubles: 'あ'.repeat(601),
			}),
		).rejects.toMatchObject({ problems: [{ field: 'troubles', message: 'field_too_long' }] });
	});

	test('after the session a sheet stays as it is', async () => {
		const council = await aCouncil();
		const { sessionId, lantern } = await asked(council);
		await ownerQuery(
			`update sessions set state = 'cancelled', cancelled_reason = '雪' where id = $1`,
			[sessionId],
		);
		await expect(
			answerPreparation(as(council.ueda), { id: lantern, version: '1', ...words }),
		).rejects.toMatchObject({ key: 'preparations_over' });
		await expect(
			ask(as(council.sato), { id: sessionId, organisationIds: [council.lanternGroup] }),
		).rejects.toMatchObject({ key: 'preparations_over' });
	});

	test('the own page shows what is asked of the own organisations', async () => {
		const council = await aCouncil();
		const { lantern } = await asked(council);
		const own = (actor: Actor) =>
			testDatabase().then((database) => database.as(actor, (tx) => ownSheets(tx, actor)));
		expect(await own(council.ueda)).toMatchObject([
			{
				id: lantern,
				organisation: 'あかりの会',
				session: '夕方の公園を考える',
				dueOn: '2026-12-01',
			},
		]);
		expect(await own(council.ito)).toEqual([]);
	});
});

describe('in the hall', () => {
	async function answered(council: Council) {
		const { id: sessionId, pillarId } = await aRunningSession(council.sato);
		const sheets = await asked(council, sessionId);
		await answerPreparation(as(council.ueda), { id: sheets.lantern, version: '1', ...words });
		return { ...sheets, pillarId };
	}

	test('lines become opinions once, with the position and without the name', async () => {
		const council = await aCouncil();
		const { sessionId, lantern, pillarId } = await answered(council);
		const lines = [`${lantern}.troubles.1`, `${lantern}.wishes.0`];
		await takeLines(as(council.sato), { id: sessionId, pillarId, lines });
		await takeLines(as(council.sato), { id: sessionId, pillarId, lines });
		const page = await (
			await testDatabase()
		).as(council.sato, (tx) => sessionPage(tx, council.sato, sessionId));
		const taken = page.opinions.filter(({ source }) => source === 'before');
		expect(taken.map(({ text, actorGroup, state }) => [text, actorGroup, state])).toEqual([
			['足がない', 'civicGroup', 'kept'],
			['茶話会を開きたい', 'civicGroup', 'kept'],
		]);
		const [sheet] = (await seenBy(council.sato, sessionId)).asked;
		expect(sheet?.lines.map(({ isTaken }) => isTaken)).toEqual([false, false, true, true]);
		const arrows = await ownerQuery(
			"select from_id from links where operator_id = $1 and from_kind = 'preparation' and to_id = $2",
			[council.operatorId, sessionId],
		);
		expect(arrows).toEqual([{ from_id: lantern }]);
	});

	test('nothing is taken that the organisation did not agree to show', async () => {
		const council = await aCouncil();
		const { sessionId, lantern, pillarId } = await answered(council);
		await answerPreparation(as(council.ueda), {
			...{ id: lantern, version: '2', ...words, shown: ['wishes'] },
		});
		const [sheet] = (await seenBy(council.sato, sessionId)).asked;
		expect(sheet?.lines.map(({ text }) => text)).toEqual(['茶話会を開きたい']);
		const lines = [`${lantern}.troubles.0`];
		await expect(
			takeLines(as(council.sato), { id: sessionId, pillarId, lines }),
		).rejects.toMatchObject({ key: 'refusal_changed_meanwhile' });
		await expect(keepPreparedCards(as(council.sato), { id: sessionId })).rejects.toMatchObject({
			key: 'preparations_cards_none',
		});
		await expect(
			answerPreparation(as(council.ueda), {
				...{ id: lantern, version: '3', ...words, shown: ['everything'] },
			}),
		).rejects.toMatchObject({ code: 'not-valid' });
	});

	test('what was rewritten meanwhile is not taken, nor into a question of another session, nor by others', async () => {
		const council = await aCouncil();
		const { sessionId, lantern, pillarId } = await answered(council);
		const take = (actor: Actor, input: object) =>
			takeLines(as(actor), { id: sessionId, pillarId, lines: [`${lantern}.wishes.0`], ...input });
		await expect(take(council.sato, { lines: [`${lantern}.wishes.7`] })).rejects.toMatchObject({
			key: 'refusal_changed_meanwhile',
		});
		const elsewhere = await aSession(council.sato);
		await setPillars(as(council.sato), {
			id: elsewhere,
			question: ['何ができるか'],
			pillarId: [''],
		});
		const [other] = await ownerQuery<{ id: string }>(
			'select id from pillars where session_id = $1',
			[elsewhere],
		);
		await expect(take(council.sato, { pillarId: other?.id })).rejects.toMatchObject({
			code: 'not-found',
		});
		await expect(take(council.sato, { lines: [] })).rejects.toMatchObject({
			problems: [{ field: 'lines', message: 'preparations_lines_missing' }],
		});
		await expect(take(council.ueda, {})).rejects.toBeInstanceOf(Refusal);
	});

	test('activity cards stand among the outputs once', async () => {
		const council = await aCouncil();
		const { sessionId } = await answered(council);
		await expect(keepPreparedCards(as(council.ueda), { id: sessionId })).rejects.toBeInstanceOf(
			Refusal,
		);
		await keepPreparedCards(as(council.sato), { id: sessionId });
		const page = await (
			await testDatabase()
		).as(council.sato, (tx) => sessionPage(tx, council.sato, sessionId));
		expect(page.results.filter(({ kind }) => kind === 'card').map(({ text }) => text)).toEqual([
			'あかりの会：週に一度の見守り',
		]);
		await expect(keepPreparedCards(as(council.sato), { id: sessionId })).rejects.toMatchObject({
			key: 'preparations_cards_none',
		});
	});

	test('cards are read by the organisations that were asked, and by nobody else', async () => {
		const council = await aCouncil();
		const { sessionId } = await answered(council);
		await anOrganisation(council.operatorId, 'よその会');
		for (const actor of [council.kudo, council.ueda, council.sato]) {
			expect((await cardsSeenBy(actor, sessionId)).cards).toHaveLength(2);
		}
		for (const actor of [council.ito, council.ono, council.visitor]) {
			await expect(cardsSeenBy(actor, sessionId)).rejects.toMatchObject({ code: 'not-found' });
		}
		const other = await aCouncil();
		await expect(cardsSeenBy(other.sato, sessionId)).rejects.toMatchObject({ code: 'not-found' });
	});

	test('cards are read by those who were asked before the session is announced, still by nobody else', async () => {
		const council = await aCouncil();
		const { sessionId } = await asked(council, await aSession(council.sato));
		for (const actor of [council.kudo, council.ueda, council.sato]) {
			expect((await cardsSeenBy(actor, sessionId)).cards).toHaveLength(2);
		}
		for (const actor of [council.ito, council.visitor]) {
			await expect(cardsSeenBy(actor, sessionId)).rejects.toMatchObject({ code: 'not-found' });
		}
	});
});
