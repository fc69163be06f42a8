import { expect, test } from 'vitest';
import { issuePage } from '#lib/issues/server/detail.ts';
import type { Actor } from '#lib/kernel/actor.ts';
import { closeBoard } from '#lib/boards/server/commands.ts';
import { aBoard, aProcess, aWish } from '#test/boards.ts';
import { newTestId, ownerQuery, testDatabase, trail } from '#test/database.ts';
import { aRunningSession, as } from '#test/gatherings.ts';
import { aCouncil } from '#test/people.ts';
import { addResults, chooseResults, raiseIssue, typeSheet, writePillar } from './commands.ts';
import { sessionPage } from './detail.ts';

const page = async (actor: Actor, id: string) =>
	(await testDatabase()).as(actor, (tx) => sessionPage(tx, actor, id));

const notNow = { code: 'not-now' };

test('what was said becomes what came out, in the same words, with its position and where it comes from', async () => {
	const { sato, operatorId } = await aCouncil();
	const { id, pillarId } = await aRunningSession(sato);
	await writePillar(as(sato), {
		...{ id, pillarId, opinions: '夕方の居場所がない\n送り迎えができない' },
		...{ actorGroup: 'residents', groupName: '子どもの夕方', summary: '夕方に困っている' },
	});
	const { opinions, groups } = await page(sato, id);
	const said = [`opinion:${opinions[1]?.id}`, `group:${groups[0]?.id}`, `pillar:${pillarId}`];

	await chooseResults(as(sato), { id, kind: 'issueByPosition', said });

	const { results } = await page(sato, id);
	expect(results).toMatchObject([
		{ text: '夕方に困っている', originKind: 'pillar', originId: pillarId, pillarId },
		{ text: '子どもの夕方', originKind: 'group', originId: groups[0]?.id, actorGroup: null },
		{
			...{ text: '送り迎えができない', kind: 'issueByPosition', actorGroup: 'residents' },
			...{ originKind: 'opinion', originId: opinions[1]?.id, pillarId },
		},
	]);
	expect(await trail(operatorId)).toContain('session.chooseResults');
	await expect(
		chooseResults(as(sato), { id, kind: 'issueByPosition', said: said.slice(0, 1) }),
	).rejects.toMatchObject({ ...notNow, key: 'gatherings_said_there' });
	// the same words may be a need as well
	await chooseResults(as(sato), { id, kind: 'need', said: said.slice(0, 1) });
});

test('every opinion of a question at once, those of a board and those typed in from paper alike', async () => {
	const { sato } = await aCouncil();
	const { sessionId: id, pillarId, boardId, where } = await aBoard(sato);
	const { hub, stop } = await aProcess();
	const by = { personId: sato.personId, participantId: null };
	await hub.append(where, by, [
		aWish('note.add', { item: newTestId(), pillarId, text: '夜道が暗い', actorGroup: 'residents' }),
	]);
	await stop();
	await closeBoard(as(sato), { id: boardId });
	await typeSheet(as(sato), {
		...{ id, pillarId, table: '1', summary: '夜が心配', 'place-1': '夜道が暗い' },
		'position-1': 'residents',
	});

	await chooseResults(as(sato), { id, kind: 'need', whole: [pillarId] });

	const { results, opinions } = await page(sato, id);
	expect(results.map(({ text, actorGroup }) => ({ text, actorGroup }))).toEqual([
		{ text: '夜道が暗い', actorGroup: 'residents' },
		{ text: '夜道が暗い', actorGroup: 'residents' },
	]);
	expect(results.map(({ originId }) => originId)).toEqual(opinions.map((opinion) => opinion.id));
});

test('nothing ticked, something of another session, or a stranger: nothing is added', async () => {
	const { sato, ito } = await aCouncil();
	const { id, pillarId } = await aRunningSession(sato);
	const other = await aRunningSession(sato);
	await writePillar(as(sato), {
		...{ id: other.id, pillarId: other.pillarId },
		opinions: '別の会',
	});
	const [foreign] = (await page(sato, other.id)).opinions;

	await expect(chooseResults(as(sato), { id, kind: 'need' })).rejects.toMatchObject({
		problems: [{ field: 'said', message: 'gatherings_said_missing' }],
	});
	await expect(
		chooseResults(as(sato), { id, kind: 'need', said: [`opinion:${foreign?.id}`] }),
	).rejects.toMatchObject(notNow);
	await expect(
		chooseResults(as(ito), { id, kind: 'need', said: [`pillar:${pillarId}`] }),
	).rejects.toMatchObject({ code: 'not-allowed' });
	expect((await page(sato, id)).results).toEqual([]);
});

test('a need that came out becomes a candidate for an issue, once, and the thread leads back to the session', async () => {
	const { sato, ito, operatorId } = await aCouncil();
	const { id: sessionId } = await aRunningSession(sato);
	await addResults(as(sato), { id: sessionId, kind: 'need', results: '夕方に過ごせる場所がない' });
	const [need] = (await page(sato, sessionId)).results;
	const form = {
		...{ sessionId, results: [need?.id], theme: 'children', title: '夕方の居場所' },
		description: '夕方に過ごせる場所がない',
	};

	await expect(raiseIssue(as(ito), form)).rejects.toMatchObject({ code: 'not-allowed' });
	const { id } = await raiseIssue(as(sato), form);

	const issue = await (await testDatabase()).as(sato, (tx) => issuePage(tx, sato, id));
	expect(issue).toMatchObject({ state: 'candidate', title: '夕方の居場所' });
	expect((await page(sato, sessionId)).results).toMatchObject([{ issueId: id }]);
	expect(
		await ownerQuery('select from_kind, from_id, to_kind, to_id from links where to_id = $1', [id]),
	).toEqual([{ from_kind: 'session', from_id: sessionId, to_kind: 'issue', to_id: id }]);
	expect(await trail(operatorId)).toContain('issue.raise');
	await expect(raiseIssue(as(sato), form)).rejects.toMatchObject(notNow);
});
