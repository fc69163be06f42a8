import { describe, expect, test } from 'vitest';
import type { Actor } from '#lib/kernel/actor.ts';
import { addResults, tieSessionToIssue } from '#lib/gatherings/server/commands.ts';
import { aCause, aTree, outline } from '#test/causes.ts';
import { context, countStatements, ownerQuery, trail } from '#test/database.ts';
import { aRunningSession, aSession, facilitating } from '#test/gatherings.ts';
import { aCandidate, anIssueIn } from '#test/issues.ts';
import { aCouncil } from '#test/people.ts';
import { flat } from '../rules.ts';
import {
	addCause,
	handOn,
	moveCause,
	publishTree,
	removeCause,
	restoreCause,
	rewordCause,
	startTree,
	takeOver,
	withdrawTree,
} from './commands.ts';
import {
	historyOf,
	listTrees,
	publishedTreesOf,
	sourcesFor,
	treeOrRefuse,
	treePage,
	workMarks,
} from './queries.ts';

type Council = Awaited<ReturnType<typeof aCouncil>>;

const seen = (actor: Actor, id: string, revision?: number) =>
	context(actor).database.as(actor, (tx) => treePage(tx, actor, id, revision));
const textsOf = async (actor: Actor, id: string, revision?: number) =>
	flat((await seen(actor, id, revision)).twigs).map(({ cause }) => cause.text);
const notFound = { code: 'not-found' };
const notAllowed = { code: 'not-allowed' };
const meanwhile = { code: 'not-now', key: 'causes_changed_meanwhile' };

/** An issue that is talked about, with a tree of three causes written by 佐藤. */
async function aDraft(council: Council) {
	const issue = await anIssueIn(council, 'deliberating');
	const id = await aTree(council.sato, { issueId: issue });
	const late = await aCause(council.sato, id, '迎えが遅い');
	const shifts = await aCause(council.sato, id, '夜の仕事が多い', late);
	const place = await aCause(council.sato, id, '近くに場所がない');
	return { issue, id, late, shifts, place };
}

async function aPublished(council: Council) {
	const draft = await aDraft(council);
	const { revision } = await seen(council.kato, draft.id);
	await publishTree(context(council.kato), {
		id: draft.id,
		revision: String(revision),
		checked: 'yes',
	});
	return draft;
}

/** What a form about a cause carries: which one, as it was read. */
async function read(actor: Actor, id: string, causeId: string) {
	const { twigs } = await seen(actor, id);
	const cause = flat(twigs).find((twig) => twig.cause.id === causeId)?.cause;
	return { id, causeId, revision: String(cause?.revision ?? 0) };
}

describe('beginning', () => {
	test('there is one tree for an issue, and whoever begins a second is led to the first', async () => {
		const council = await aCouncil();
		const issue = await anIssueIn(council, 'deliberating');
		const id = await aTree(council.mori, { issueId: issue });
		await expect(aTree(council.sato, { issueId: issue })).rejects.toMatchObject({
			key: 'causes_already_there',
		});
		const listed = await context(council.sato).database.as(council.sato, (tx) =>
			listTrees(tx, council.sato, { issueId: issue }),
		);
		expect(listed.map((row) => [row.id, row.state])).toEqual([[id, 'draft']]);
		expect(
			await ownerQuery(`select from_kind from links where to_kind = 'cause' and to_id = $1`, [id]),
		).toEqual([{ from_kind: 'issue' }]);
		expect((await trail(council.operatorId)).at(-1)).toBe('cause.start');
	});

	test('a 進行役 digs in the own session only; residents and organisations do not begin', async () => {
		const council = await aCouncil();
		const issue = await anIssueIn(council, 'deliberating');
		const sessionId = await aSession(council.sato);
		const leads = facilitating(council.ito, 'session', sessionId);
		const id = await aTree(leads, { sessionId });
		expect(await outline(leads, id)).toEqual([]);
		await expect(aTree(leads, { issueId: issue })).rejects.toMatchObject(notAllowed);
		for (const actor of [council.ueda, council.ono, council.abe])
			await expect(aTree(actor, { issueId: issue })).rejects.toMatchObject(notAllowed);
		await expect(startTree(context(council.sato), { question: 'なぜ' })).rejects.toMatchObject({
			problems: [{ field: 'issueId', message: 'causes_issue_missing' }],
		});
	});

	test('nothing is dug out of a 事例検討, and nothing of another operator', async () => {
		const council = await aCouncil();
		const cases = await aSession(council.sato, { kind: 'caseStudy', audience: 'invited' });
		await expect(aTree(council.sato, { sessionId: cases })).rejects.toMatchObject({
			key: 'causes_not_from_cases',
		});
		const other = await aCouncil();
		const foreign = await anIssueIn(other, 'deliberating');
		await expect(aTree(council.sato, { issueId: foreign })).rejects.toMatchObject(notFound);
	});
});

describe('writing', () => {
	test('answers stand below and beside one another, and are moved about', async () => {
		const council = await aCouncil();
		const { id, late, shifts, place } = await aDraft(council);
		await addCause(context(council.mori), { id, text: '学童が6時まで', at: late, where: 'beside' });
		expect(await outline(council.sato, id)).toEqual([
			'迎えが遅い',
			'・夜の仕事が多い',
			'学童が6時まで',
			'近くに場所がない',
		]);
		await moveCause(context(council.mori), {
			...(await read(council.mori, id, place)),
			move: 'in',
		});
		await moveCause(context(council.mori), {
			...(await read(council.mori, id, shifts)),
			move: 'out',
		});
		expect(await outline(council.sato, id)).toEqual([
			'迎えが遅い',
			'夜の仕事が多い',
			'学童が6時まで',
			'・近くに場所がない',
		]);
		await expect(
			moveCause(context(council.mori), { ...(await read(council.mori, id, late)), move: 'up' }),
		).rejects.toMatchObject({ key: 'causes_nowhere_to_move' });
	});

	test('a judgement has a reason, and every wording can be read again', async () => {
		const council = await aCouncil();
		const { id, late } = await aDraft(council);
		const form = {
			...(await read(council.mori, id, late)),
			text: '迎えが7時を過ぎる',
			standing: 'checked',
			reason: '',
		};
		await expect(rewordCause(context(council.mori), form)).rejects.toMatchObject({
			problems: [{ field: 'reason', message: 'causes_reason_missing' }],
		});
		await rewordCause(context(council.mori), { ...form, reason: '12軒に聞いた' });
		expect(await textsOf(council.sato, id)).toContain('迎えが7時を過ぎる');
		expect(await textsOf(council.sato, id, 3)).toEqual([
			'迎えが遅い',
			'夜の仕事が多い',
			'近くに場所がない',
		]);
		const history = await context(council.sato).database.as(council.sato, (tx) =>
			historyOf(tx, council.sato, id),
		);
		expect(history.map(({ act, text, standing, by }) => [act, text, standing, by])[0]).toEqual([
			'reword',
			'迎えが7時を過ぎる',
			'checked',
			'森 コーディネーター',
		]);
		expect(history.map(({ revision }) => revision)).toEqual([4, 3, 2, 1]);
		const told = JSON.stringify(
			await ownerQuery('select detail from audit_trail where operator_id = $1', [
				council.operatorId,
			]),
		);
		expect(told).not.toContain('迎え');
	});

	test('two who change one cause at once: the first stands, the second is told and has lost nothing', async () => {
		const council = await aCouncil();
		const { id, late } = await aDraft(council);
		const asRead = await read(council.mori, id, late);
		const write = (actor: Actor, text: string) =>
			rewordCause(context(actor), { ...asRead, text, standing: 'hypothesis' });
		const both = await Promise.allSettled([
			write(council.mori, '森の言葉'),
			write(council.sato, '佐藤の言葉'),
		]);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: meanwhile });
		const [stands] = await textsOf(council.sato, id);
		expect(['森の言葉', '佐藤の言葉']).toContain(stands);
		const again = await read(council.sato, id, late);
		await rewordCause(context(council.sato), {
			...again,
			text: '二人の言葉',
			standing: 'hypothesis',
		});
		expect(await textsOf(council.sato, id, 4)).toContain(stands);
	});

	test('twenty who add at once are all there, in a history without a gap', async () => {
		const council = await aCouncil();
		const { id, late } = await aDraft(council);
		await Promise.all(
			Array.from({ length: 20 }, (_, at) =>
				aCause(at % 2 === 0 ? council.sato : council.mori, id, `答え${at}`, late),
			),
		);
		expect(new Set(await outline(council.sato, id)).size).toBe(23);
		const { newest } = await seen(council.sato, id);
		expect(newest).toBe(23);
	});

	test('what is taken away comes back with what hangs below it; words for something gone are refused politely', async () => {
		const council = await aCouncil();
		const { id, late, shifts } = await aDraft(council);
		const stale = await read(council.mori, id, shifts);
		const gone = await read(council.sato, id, late);
		await removeCause(context(council.sato), gone);
		expect(await outline(council.sato, id)).toEqual(['近くに場所がない']);
		for (const late2 of [
			() => rewordCause(context(council.mori), { ...stale, text: '夜勤', standing: 'hypothesis' }),
			() => addCause(context(council.mori), { id, text: '夜勤', at: shifts }),
			() => moveCause(context(council.mori), { ...stale, move: 'out' }),
			() => removeCause(context(council.mori), gone),
			() => restoreCause(context(council.mori), gone),
		])
			await expect(late2()).rejects.toMatchObject(meanwhile);
		const { removed } = await context(council.sato).database.as(council.sato, (tx) =>
			workMarks(tx, council.sato, id),
		);
		await restoreCause(context(council.mori), {
			id,
			causeId: late,
			revision: String(removed[0]?.revision),
		});
		expect(await outline(council.sato, id)).toEqual([
			'迎えが遅い',
			'・夜の仕事が多い',
			'近くに場所がない',
		]);
	});

	test('a text of 10,000 characters is refused at its field', async () => {
		const council = await aCouncil();
		const { id, late } = await aDraft(council);
		const text = '長'.repeat(10_000);
		const refused = { problems: [{ field: 'text', message: 'field_too_long' }] };
		await expect(addCause(context(council.sato), { id, text, at: late })).rejects.toMatchObject(
			refused,
		);
		await expect(
			rewordCause(context(council.sato), {
				...(await read(council.sato, id, late)),
				text,
				standing: 'hypothesis',
			}),
		).rejects.toMatchObject(refused);
	});

	test('a tree ends at its depth, and the database itself refuses a circle', async () => {
		const council = await aCouncil();
		const { id, late, shifts } = await aDraft(council);
		let at = shifts;
		for (let depth = 3; depth <= 12; depth += 1)
			at = await aCause(council.sato, id, `深さ${depth}`, at);
		await expect(aCause(council.sato, id, '13', at)).rejects.toMatchObject({
			problems: [{ field: 'text', message: 'causes_too_deep' }],
		});
		for (const below of [late, shifts, at])
			await expect(
				ownerQuery('update causes set parent_id = $2 where id = $1', [late, below]),
			).rejects.toThrow('a cause cannot lie below itself');
	});

	test('who does not work on a tree can do nothing with it, here or in another operator', async () => {
		const council = await aCouncil();
		const other = await aCouncil();
		const { id, late } = await aPublished(council);
		const about = await read(council.sato, id, late);
		const acts = (actor: Actor) => [
			() => addCause(context(actor), { id, text: 'だれか' }),
			() => rewordCause(context(actor), { ...about, text: 'だれか', standing: 'hypothesis' }),
			() => moveCause(context(actor), { ...about, move: 'down' }),
			() => removeCause(context(actor), about),
			() => restoreCause(context(actor), about),
			() => takeOver(context(actor), { id, sources: [`opinion:${late}`] }),
			() => handOn(context(actor), { id, causeId: late }),
			() => publishTree(context(actor), { id, revision: '3', checked: 'yes' }),
			() => withdrawTree(context(actor), { id, why: 'だれか' }),
		];
		const leads = facilitating(council.ito, 'session', await aSession(council.sato));
		for (const actor of [council.visitor, leads, council.ueda, council.ono])
			for (const one of acts(actor)) await expect(one()).rejects.toMatchObject(notAllowed);
		for (const one of acts(other.sato)) await expect(one()).rejects.toMatchObject(notFound);
	});
});

describe('taking over', () => {
	async function aSessionAbout(council: Council, issue: string) {
		const session = await aRunningSession(council.sato);
		await tieSessionToIssue(context(council.sato), { id: session.id, issueId: issue });
		await addResults(context(council.sato), {
			id: session.id,
			kind: 'rootCause',
			results: '頼れる人が近くにいない',
		});
		await ownerQuery(
			`insert into opinions (operator_id, id, session_id, pillar_id, position, text, search_text, state, note_id, typed_at)
			values ($1, gen_random_uuid(), $2, $3, 1, '坂の上は暗い', '坂の上は暗い', 'kept', gen_random_uuid(), now())`,
			[council.operatorId, session.id, session.pillarId],
		);
		return session.id;
	}
	const offered = (actor: Actor, id: string) =>
		context(actor).database.as(actor, async (tx) =>
			sourcesFor(tx, actor, (await treeOrRefuse(tx, actor, id)).tree),
		);

	test('what was said stands in the tree in the same words, with where it comes from, once', async () => {
		const council = await aCouncil();
		const { issue, id, late } = await aDraft(council);
		const session = await aSessionAbout(council, issue);
		const sources = await offered(council.mori, id);
		expect(sources.map(({ kind, isNote, text }) => [kind, isNote, text])).toEqual([
			['result', false, '頼れる人が近くにいない'],
			['opinion', true, '坂の上は暗い'],
		]);
		const form = { id, at: late, sources: sources.map(({ key }) => key) };
		await takeOver(context(council.mori), form);
		expect(await outline(council.sato, id)).toEqual([
			'迎えが遅い',
			'・夜の仕事が多い',
			'・頼れる人が近くにいない',
			'・坂の上は暗い',
			'近くに場所がない',
		]);
		const { origins } = await seen(council.sato, id);
		expect([...origins.values()].map(({ kind, sessionId }) => [kind, sessionId]).sort()).toEqual([
			['opinion', session],
			['result', session],
		]);
		expect(await offered(council.sato, id)).toEqual([]);
		await expect(takeOver(context(council.sato), form)).rejects.toMatchObject(meanwhile);
		expect(
			await ownerQuery(
				`select 1 from links where from_kind = 'session' and from_id = $1 and to_id = $2`,
				[session, id],
			),
		).toHaveLength(1);
	});

	test('where it was said is not told to those who may not see that session', async () => {
		const council = await aCouncil();
		const { issue, id } = await aDraft(council);
		const session = await aSessionAbout(council, issue);
		await takeOver(context(council.sato), {
			id,
			sources: (await offered(council.sato, id)).map(({ key }) => key),
		});
		await publishTree(context(council.kato), { id, revision: '5', checked: 'yes' });
		await ownerQuery(`update sessions set audience = 'invited' where id = $1`, [session]);
		const page = await seen(council.visitor, id);
		expect(flat(page.twigs)).toHaveLength(5);
		expect(page.origins.size).toBe(0);
	});

	test('nothing of a 事例検討 is offered, although it talked about the issue', async () => {
		const council = await aCouncil();
		const { issue, id } = await aDraft(council);
		const session = await aSessionAbout(council, issue);
		await ownerQuery(`update sessions set kind = 'caseStudy' where id = $1`, [session]);
		expect(await offered(council.sato, id)).toEqual([]);
	});

	test('what the session found out becomes its result 本質, once, while it can be written', async () => {
		const council = await aCouncil();
		const { id: sessionId } = await aRunningSession(council.sato);
		const id = await aTree(council.sato, { sessionId });
		const causeId = await aCause(council.sato, id, '頼れる人が近くにいない');
		const leads = facilitating(council.ito, 'session', sessionId);
		await handOn(context(leads), { id, causeId });
		expect(
			await ownerQuery('select kind, text from session_results where session_id = $1', [sessionId]),
		).toEqual([{ kind: 'rootCause', text: '頼れる人が近くにいない' }]);
		await expect(handOn(context(leads), { id, causeId })).rejects.toMatchObject(meanwhile);
		await ownerQuery(
			`update sessions set state = 'reportApproved', report_approved_at = now() where id = $1`,
			[sessionId],
		);
		const second = await aCause(council.sato, id, 'もうひとつ');
		await expect(handOn(context(leads), { id, causeId: second })).rejects.toMatchObject({
			key: 'gatherings_report_is_final',
		});
	});
});

describe('publishing', () => {
	test('a draft is for those who work on it; nobody publishes what they wrote last', async () => {
		const council = await aCouncil();
		const { issue, id } = await aDraft(council);
		for (const actor of [council.visitor, council.ito, council.ueda, council.ono, council.abe])
			await expect(seen(actor, id)).rejects.toMatchObject(notFound);
		const publish = (actor: Actor, form: Record<string, string> = {}) =>
			publishTree(context(actor), { id, revision: '3', checked: 'yes', ...form });
		await expect(publish(council.sato)).rejects.toMatchObject({
			code: 'not-allowed',
			key: 'causes_publisher_wrote',
		});
		await expect(publish(council.kato, { checked: '' })).rejects.toMatchObject({
			problems: [{ field: 'checked', message: 'causes_not_checked' }],
		});
		await expect(publish(council.kato, { revision: '2' })).rejects.toMatchObject(meanwhile);
		await publish(council.kato);
		await expect(publish(council.kato)).rejects.toMatchObject({ key: 'causes_is_public' });
		expect(await textsOf(council.visitor, id)).toEqual([
			'迎えが遅い',
			'夜の仕事が多い',
			'近くに場所がない',
		]);
		const [shown] = await context(council.visitor).database.as(council.visitor, (tx) =>
			publishedTreesOf(tx, council.visitor, issue),
		);
		expect(shown && flat(shown.twigs).map(({ depth }) => depth)).toEqual([1, 2, 1]);
	});

	test('everybody reads what was published while it is written on, and older published versions, but nothing between', async () => {
		const council = await aCouncil();
		const { id, late } = await aPublished(council);
		await aCause(council.sato, id, 'まだ見せない', late);
		await aCause(council.sato, id, '見せる', late);
		expect(await textsOf(council.visitor, id)).toHaveLength(3);
		expect(await textsOf(council.visitor, id, 4)).toHaveLength(3);
		expect(await textsOf(council.kato, id)).toHaveLength(5);
		await publishTree(context(council.kato), { id, revision: '5', checked: 'yes' });
		expect(await textsOf(council.visitor, id)).toHaveLength(5);
		expect(await textsOf(council.visitor, id, 3)).toHaveLength(3);
		expect((await seen(council.visitor, id)).editions.map(({ number }) => number)).toEqual([2, 1]);
	});

	test('what is taken back is gone for everybody, older versions and search included', async () => {
		const council = await aCouncil();
		const { id } = await aPublished(council);
		expect(await ownerQuery(`select 1 from search_entries where id = $1`, [id])).toHaveLength(1);
		await withdrawTree(context(council.mori), { id, why: '建物がわかる' });
		await expect(seen(council.visitor, id)).rejects.toMatchObject(notFound);
		expect(await ownerQuery(`select 1 from search_entries where id = $1`, [id])).toHaveLength(0);
		await publishTree(context(council.kato), { id, revision: '3', checked: 'yes' });
		expect((await seen(council.visitor, id)).editions.map(({ number }) => number)).toEqual([2]);
		await expect(withdrawTree(context(council.sato), { id, why: '' })).rejects.toMatchObject({
			problems: [{ field: 'why', message: 'causes_why_missing' }],
		});
	});

	test('a published tree of an issue that is not shared is seen by nobody outside', async () => {
		const council = await aCouncil();
		const id = await aTree(council.sato, { issueId: await aCandidate(council) });
		await aCause(council.sato, id, '迎えが遅い');
		await publishTree(context(council.kato), { id, revision: '1', checked: 'yes' });
		await expect(seen(council.visitor, id)).rejects.toMatchObject(notFound);
		const empty = await aTree(council.sato, { issueId: await anIssueIn(council, 'shared') });
		await expect(
			publishTree(context(council.kato), { id: empty, revision: '0', checked: 'yes' }),
		).rejects.toMatchObject({
			key: 'causes_empty',
		});
	});

	test('a page takes the same statements for three causes and for sixty', async () => {
		const council = await aCouncil();
		const few = await aPublished(council);
		const many = await aPublished(council);
		for (let at = 0; at < 57; at += 1) await aCause(council.sato, many.id, `答え${at}`, many.late);
		await publishTree(context(council.kato), { id: many.id, revision: '60', checked: 'yes' });
		const counted = (id: string) => countStatements(() => seen(council.visitor, id));
		expect(await counted(many.id)).toBe(await counted(few.id));
		expect(await counted(many.id)).toBeLessThanOrEqual(5);
	});
});
