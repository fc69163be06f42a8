import { describe, expect, onTestFinished, test } from 'vitest';
import { aBoard, aParticipant, aProcess, aWish } from '#test/boards.ts';
import { ownerQuery, testDatabase, testTime, trail } from '#test/database.ts';
import { as } from '#test/gatherings.ts';
import { aCouncil } from '#test/people.ts';
import { removeParticipant } from '../../boards/server/commands.ts';
import { atBoard } from '../../boards/server/queries.ts';
import type { PersonActor } from '../../kernel/actor.ts';
import { readOpenData } from '../../methods/opinion-map/opinion-map.ts';
import { drawPerception } from './draw.ts';
import {
	acceptStatement,
	chooseNotes,
	closeVoting,
	enterHands,
	enterSheet,
	offerStatement,
	openVoting,
	vote,
	withdrawStatement,
	writeStatement,
} from './commands.ts';
import { commentsFor, peopleText, votesText } from './export.ts';
import { ballotPage, hallPicture, workPage } from './pages.ts';

const texts = ['夕方に過ごせる場所が足りない', '送迎の担い手がいない', '相談先がわかりにくい'];

/** A hall with three statements that can be answered. */
async function aVoting() {
	const council = await aCouncil();
	const { sato } = council;
	const board = await aBoard(sato);
	for (const text of texts) await writeStatement(as(sato), { sessionId: board.sessionId, text });
	await openVoting(as(sato), { sessionId: board.sessionId });
	return { ...council, ...board, ids: await idsOf(board.sessionId) };
}

const idsOf = async (sessionId: string) =>
	(
		await ownerQuery<{ id: string }>(
			'select id from statements where session_id = $1 order by number nulls last, made_at',
			[sessionId],
		)
	).map(({ id }) => id);

const answersTo = (ids: readonly string[], answer: string) =>
	Object.fromEntries(ids.map((id) => [`answer-${id}`, answer]));

const auditDetails = (operatorId: string) =>
	ownerQuery(
		'select act, subject_id, detail from audit_trail where operator_id = $1 order by sequence',
		[operatorId],
	);

const votesIn = (sessionId: string) =>
	ownerQuery<{ value: number; participant_id: string | null; sheet_id: string | null }>(
		`select v.value, v.participant_id, v.sheet_id from statement_votes v join statements s on s.id = v.statement_id
		where s.session_id = $1 order by s.number, v.seq`,
		[sessionId],
	);

async function work(actor: PersonActor, sessionId: string) {
	return (await testDatabase()).as(actor, (tx) => workPage(tx, actor, sessionId));
}

async function drawn(actor: PersonActor, sessionId: string) {
	const { operatorId } = actor;
	const system = { kind: 'system', operatorId, task: 'perception.draw' } as const;
	await drawPerception(as(system), { operatorId, sessionId });
	return (await work(actor, sessionId)).shown;
}

describe('statements', () => {
	test('a note is looked at before it is asked: no name leaves the board by itself', async () => {
		const { sato } = await aCouncil();
		const { sessionId, pillarId, where } = await aBoard(sato);
		const { hub, stop } = await aProcess();
		onTestFinished(stop);
		const wish = aWish('note.add', { text: '田中さんのお宅の\n送迎が大変', pillarId });
		await hub.append(where, { personId: sato.personId, participantId: null }, [wish]);
		const page = await work(sato, sessionId);
		expect(page.columns[0]?.notes).toEqual([{ id: wish.item, text: wish.text }]);
		await chooseNotes(as(sato), { sessionId, notes: [wish.item] });
		await chooseNotes(as(sato), { sessionId, notes: [wish.item] });
		await expect(openVoting(as(sato), { sessionId })).rejects.toThrow('perceptions_none_accepted');
		const [id = '', ...more] = await idsOf(sessionId);
		expect(more).toEqual([]);
		await acceptStatement(as(sato), { id, text: '送迎が大変な家がある' });
		const after = await work(sato, sessionId);
		expect(after.statements).toMatchObject([
			{ text: '送迎が大変な家がある', state: 'accepted', number: 1, noteId: wish.item },
		]);
		expect(after.columns).toEqual([]);
		expect((await trail(sato.operatorId)).slice(-3)).toEqual([
			...['statement.chooseNotes', 'statement.chooseNotes', 'statement.takeUp'],
		]);
		expect(JSON.stringify(await auditDetails(sato.operatorId))).not.toContain('送迎');
	});

	test('somebody in the hall offers one; it is asked only when the facilitator takes it up', async () => {
		const { sato, boardId, sessionId } = await aVoting();
		const { secret, visitor } = await aParticipant(sato, boardId);
		await offerStatement(as(visitor), { boardId, secret, text: '若い方が少ない' });
		const at = await (
			await testDatabase()
		).as(visitor, (tx) => atBoard(tx, visitor, boardId, secret));
		const ballot = await (await testDatabase()).as(visitor, (tx) => ballotPage(tx, at));
		expect(ballot.open.map(({ text }) => text)).toEqual(texts);
		const id = (await idsOf(sessionId)).at(-1) ?? '';
		await withdrawStatement(as(sato), { id });
		await expect(acceptStatement(as(sato), { id, text: '若い方' })).rejects.toThrow('not-now');
	});

	test("residents, other sessions' facilitators and other operators change nothing", async () => {
		const { ito, mori, visitor, sessionId, ids, boardId, sato } = await aVoting();
		const elsewhere = (await aCouncil()).sato;
		const [id = ''] = ids;
		for (const actor of [ito, elsewhere, visitor]) {
			const refused = /not-allowed|not-found/;
			await expect(writeStatement(as(actor), { sessionId, text: '文' })).rejects.toThrow(refused);
			await expect(openVoting(as(actor), { sessionId })).rejects.toThrow(refused);
			await expect(closeVoting(as(actor), { sessionId })).rejects.toThrow(refused);
			await expect(enterHands(as(actor), { id, 'residents-agree': '3' })).rejects.toThrow(refused);
			await expect(
				enterSheet(as(actor), { sessionId, number: '1', ...answersTo(ids, 'agree') }),
			).rejects.toThrow(refused);
			await expect(
				vote(as(actor), { boardId, secret: 'x', ...answersTo(ids, 'agree') }),
			).rejects.toThrow(refused);
		}
		// staff who see the hall have no voice in it
		for (const actor of [sato, mori])
			await expect(
				vote(as(actor), { boardId, secret: '', ...answersTo(ids, 'agree') }),
			).rejects.toThrow('not-allowed');
		expect(await votesIn(sessionId)).toEqual([]);
	});
});

describe('answers', () => {
	test('a second answer replaces the first, and a press twice is one', async () => {
		const { sato, boardId, sessionId, ids } = await aVoting();
		const { secret, visitor, participantId } = await aParticipant(sato, boardId);
		await vote(as(visitor), { boardId, secret, ...answersTo(ids, 'agree') });
		const [first = ''] = ids;
		await vote(as(visitor), { boardId, secret, [`answer-${first}`]: 'disagree' });
		await vote(as(visitor), { boardId, secret, [`answer-${first}`]: 'disagree' });
		expect(await votesIn(sessionId)).toEqual(
			[-1, 1, 1].map((value) => ({ value, participant_id: participantId, sheet_id: null })),
		);
		const last = (await auditDetails(sato.operatorId)).at(-1);
		expect(last).toMatchObject({ act: 'statement.vote', detail: { answers: 1 } });
		expect(JSON.stringify(last)).not.toContain(participantId);
	});

	test('two browsers at once: both are counted', async () => {
		const { sato, boardId, sessionId, ids } = await aVoting();
		const people = await Promise.all(
			['あ', 'い', 'う', 'え'].map((name) => aParticipant(sato, boardId, name)),
		);
		const all = await ownerQuery<{ id: string }>(
			'select id from board_participants where board_id = $1',
			[boardId],
		);
		expect(all).toHaveLength(4);
		await Promise.all(
			people.map(({ secret, visitor }) =>
				vote(as(visitor), { boardId, secret, ...answersTo(ids, 'pass') }),
			),
		);
		expect(await votesIn(sessionId)).toHaveLength(12);
	});

	test('after the closing nothing is answered, and what is not asked never', async () => {
		const { sato, boardId, sessionId, ids } = await aVoting();
		const other = await aVoting();
		const { secret, visitor } = await aParticipant(sato, boardId);
		const cast = (fields: Record<string, string>) =>
			vote(as(visitor), { boardId, secret, ...fields });
		await expect(cast({})).rejects.toThrow('perceptions_nothing_answered');
		await expect(cast({ [`answer-${ids[0]}`]: 'maybe' })).rejects.toThrow('not-valid');
		await expect(cast(answersTo(other.ids, 'agree'))).rejects.toThrow('perceptions_voting_closed');
		await closeVoting(as(sato), { sessionId });
		await expect(cast(answersTo(ids, 'agree'))).rejects.toThrow('perceptions_voting_closed');
		await expect(openVoting(as(sato), { sessionId })).rejects.toThrow('perceptions_none_accepted');
		expect(await votesIn(sessionId)).toEqual([]);
	});

	test('a sheet of paper is entered once, and again only when it is meant to replace the first', async () => {
		const { sato, sessionId, ids } = await aVoting();
		const sheet = (fields: Record<string, unknown>) =>
			enterSheet(as(sato), { sessionId, number: '１２', actorGroup: 'residents', ...fields });
		await sheet(answersTo(ids, 'agree'));
		await expect(sheet(answersTo(ids, 'disagree'))).rejects.toThrow('perceptions_sheet_exists');
		expect((await votesIn(sessionId)).map(({ value }) => value)).toEqual([1, 1, 1]);
		await sheet({ ...answersTo(ids.slice(0, 2), 'disagree'), isReplaced: 'yes' });
		expect((await votesIn(sessionId)).map(({ value }) => value)).toEqual([-1, -1]);
		expect(await work(sato, sessionId)).toMatchObject({
			progress: { participants: 0, sheets: 1 },
			nextSheet: 13,
		});
	});

	test('a show of hands is counted by position and can be counted again', async () => {
		const { sato, sessionId, ids } = await aVoting();
		const [id = ''] = ids;
		await enterHands(as(sato), { id, 'residents-agree': '9', 'none-pass': '２' });
		await enterHands(as(sato), { id, 'residents-agree': '8', about: id });
		expect((await work(sato, sessionId)).hands).toEqual([
			{ statementId: id, position: 'residents', agree: 8, disagree: 0, pass: 0 },
		]);
		await expect(enterHands(as(sato), { id, 'residents-agree': '多い' })).rejects.toThrow(
			'not-valid',
		);
	});
});

describe('the picture', () => {
	test('is drawn in its thread after the closing, and never before', async () => {
		const { sato, boardId, sessionId, ids } = await aVoting();
		for (let number = 1; number <= 6; number += 1)
			await enterSheet(as(sato), { sessionId, number: String(number), ...answersTo(ids, 'agree') });
		expect(await drawn(sato, sessionId)).toMatchObject({ picture: null, isDrawing: false });
		await closeVoting(as(sato), { sessionId });
		expect((await work(sato, sessionId)).shown).toMatchObject({ picture: null, isDrawing: true });
		const { picture, isDrawing } = await drawn(sato, sessionId);
		expect(isDrawing).toBe(false);
		expect(picture).toMatchObject({ display: 'table', people: 6 });
		// everybody of one mind is told in words, never as 6 of 6
		// the means of the answers would tell what is masked
		expect(Object.keys(picture ?? {})).not.toEqual(expect.arrayContaining(['axes']));
		expect(Object.keys(picture ?? {})).not.toEqual(expect.arrayContaining(['counted']));
		expect(picture?.statements[0]).toMatchObject({
			leaning: 'nearlyAll',
			tally: { agree: { masked: true } },
		});
		const { secret, visitor } = await aParticipant(sato, boardId);
		const database = await testDatabase();
		const at = await database.as(visitor, (tx) => atBoard(tx, visitor, boardId, secret));
		const seen = await database.as(visitor, (tx) => hallPicture(tx, at, true));
		expect(seen).toMatchObject({ shown: { picture }, you: undefined });
	});

	test('a sheet that comes later waits for four others', async () => {
		const { sato, sessionId, ids } = await aVoting();
		const enter = (number: number) =>
			enterSheet(as(sato), { sessionId, number: String(number), ...answersTo(ids, 'disagree') });
		for (let number = 1; number <= 8; number += 1) await enter(number);
		await closeVoting(as(sato), { sessionId });
		const { picture } = await drawn(sato, sessionId);
		for (let number = 9; number <= 12; number += 1) await enter(number);
		expect((await drawn(sato, sessionId)).picture).toEqual({ ...picture, waiting: 4 });
		await enter(13);
		expect((await drawn(sato, sessionId)).picture).toMatchObject({ people: 13, waiting: 0 });
	});

	test('who was shown out before the closing is not counted', async () => {
		const { sato, boardId, sessionId, ids } = await aVoting();
		for (let number = 1; number <= 5; number += 1)
			await enterSheet(as(sato), { sessionId, number: String(number), ...answersTo(ids, 'agree') });
		const { secret, visitor, participantId } = await aParticipant(sato, boardId);
		await vote(as(visitor), { boardId, secret, ...answersTo(ids, 'disagree') });
		await removeParticipant(as(sato), { id: boardId, participantId });
		await closeVoting(as(sato), { sessionId });
		expect((await drawn(sato, sessionId)).picture).toMatchObject({ people: 5 });
	});

	test('is taken along in the open-data form: answers one by one only from thirty people', async () => {
		const { sato, ito, sessionId, ids } = await aVoting();
		const enter = (number: number) =>
			enterSheet(as(sato), {
				...{ sessionId, number: String(number), actorGroup: 'residents' },
				...answersTo(ids, number % 3 === 0 ? 'disagree' : 'agree'),
			});
		for (let number = 1; number <= 29; number += 1) await enter(number);
		await closeVoting(as(sato), { sessionId });
		await drawn(sato, sessionId);
		const database = await testDatabase();
		const now = () => testTime;
		const votes = (actor: PersonActor) =>
			database.as(actor, (tx) => votesText(tx, actor, sessionId, now));
		await expect(votes(sato)).rejects.toThrow('not-found');
		for (let number = 30; number <= 34; number += 1) await enter(number);
		await drawn(sato, sessionId);
		await expect(votes(ito)).rejects.toThrow('not-found');
		const people = await database.as(sato, (tx) => peopleText(tx, sato, sessionId, now));
		for (const files of [
			{ 'votes.csv': await votes(sato) },
			{ 'participants-votes.csv': people },
		]) {
			const read = readOpenData(files);
			expect(read.people).toHaveLength(34);
			expect(read.vote.filter((value) => value === -1)).toHaveLength(33);
			expect(JSON.stringify(files)).not.toContain('residents');
		}
		expect((await trail(sato.operatorId)).at(-1)).toBe('statement.export');
		const comments = await database.as(sato, (tx) => commentsFor(tx, sato, sessionId));
		expect(comments[0]).toEqual({ number: 1, text: texts[0], agrees: '23', disagrees: '11' });
	});
});
