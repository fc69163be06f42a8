import { expect, test } from 'vitest';
import { writePillar } from '#lib/gatherings/server/commands.ts';
import { raiseIssue } from '#lib/gatherings/sessions/server/commands.ts';
import type { Actor } from '#lib/kernel/actor.ts';
import { aTree } from '#test/causes.ts';
import { ownerQuery } from '#test/database.ts';
import { aCourse, aRunningSession, as, begin } from '#test/gatherings.ts';
import { aCouncil } from '#test/people.ts';
import { sourcesFor, treeOrRefuse } from './queries.ts';

const offered = (actor: Actor, id: string) =>
	as(actor).database.as(actor, async (tx) =>
		(await sourcesFor(tx, actor, (await treeOrRefuse(tx, actor, id)).tree)).map(
			({ text, sessionId }) => ({ text, sessionId }),
		),
	);

test('step 3 digs into what step 2 brought: the notes of the whole course are offered', async () => {
	const { sato } = await aCouncil();
	const { steps } = await aCourse(sato);
	const [, second = '', third = ''] = steps;
	const [pillarId = ''] = await begin(sato, second);
	await writePillar(as(sato), { id: second, pillarId, opinions: '夕方に一人でいる子がいる' });
	const elsewhere = await aRunningSession(sato);
	await writePillar(as(sato), {
		...{ id: elsewhere.id, pillarId: elsewhere.pillarId },
		opinions: '別の場で出たこと',
	});

	const id = await aTree(sato, { sessionId: third });

	expect(await offered(sato, id)).toEqual([
		{ text: '夕方に一人でいる子がいる', sessionId: second },
	]);
});

test('an issue that came out of a session is dug into with what was said there', async () => {
	const { sato } = await aCouncil();
	const { id: sessionId, pillarId } = await aRunningSession(sato);
	await writePillar(as(sato), { id: sessionId, pillarId, opinions: '夜道が暗い' });
	await ownerQuery(
		`insert into session_results (operator_id, id, session_id, position, kind, text, typed_at)
		values ($1, gen_random_uuid(), $2, 1, 'need', '夜に歩けない', now())`,
		[sato.operatorId, sessionId],
	);
	const [need] = await ownerQuery<{ id: string }>(
		'select id from session_results where session_id = $1',
		[sessionId],
	);
	const { id: issueId } = await raiseIssue(as(sato), {
		...{
			sessionId,
			results: [need?.id],
			title: '夜道',
			description: '夜に歩けない',
			theme: 'other',
		},
	});

	const id = await aTree(sato, { issueId });

	expect(await offered(sato, id)).toEqual([
		{ text: '夜に歩けない', sessionId },
		{ text: '夜道が暗い', sessionId },
	]);
});
