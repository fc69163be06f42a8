import { describe, expect, test } from 'vitest';
import type { Actor } from '#lib/kernel/actor.ts';
import { listRequest, type ListRequest } from '#lib/kernel/listing.ts';
import type { Tx } from '#lib/server/db.ts';
import { aConcern, anAssessment, aSharedConcern } from '#test/concerns.ts';
import {
	context,
	countStatements,
	newTestId,
	ownerQuery,
	testTime,
	trail,
} from '#test/database.ts';
import { aCouncil, anArea, aPerson } from '#test/people.ts';
import {
	assignConcern,
	enterConcern,
	referConcern,
	triageConcern,
	withdrawConcern,
	writeDeidentified,
} from './commands.ts';
import {
	concernCards,
	concernDetail,
	concernOrRefuse,
	countUntriaged,
	countWaitingForSecondEye,
	deidentifiedByIds,
	exportConcerns,
	listConcerns,
	listForGrouping,
	listUntriaged,
	listWaitingForSecondEye,
	sharedFilters,
	sharedSorts,
} from './queries.ts';
import { exportForFile, recordReading } from './reading.ts';

function as<T>(actor: Actor, query: (tx: Tx) => Promise<T>): Promise<T> {
	return context(actor).database.as(actor, query);
}

const request = (search = ''): ListRequest =>
	listRequest(new URLSearchParams(search), {
		sorts: ['received', 'changed', 'number'],
		filters: ['state', 'urgency', 'tag', 'area', 'holder', 'gap'],
	});
const shared = (search = ''): ListRequest =>
	listRequest(new URLSearchParams(search), { sorts: sharedSorts, filters: sharedFilters });

const numbersSeenBy = async (actor: Actor, search = '') =>
	(await as(actor, (tx) => listConcerns(tx, actor, request(search)))).rows.map((row) => row.number);

describe('which raw concerns exist for whom', () => {
	test('the office sees all, a coordinator the own area and those without one', async () => {
		const { visitor, harbourArea, hillArea, sato, mori, ito, ueda, ono, abe } = await aCouncil();
		const harbour = await aConcern(visitor, { areaId: harbourArea });
		const hill = await aConcern(visitor, { areaId: hillArea });
		const nowhere = await aConcern(visitor);

		expect(await numbersSeenBy(sato)).toEqual([harbour.number, hill.number, nowhere.number]);
		expect(await numbersSeenBy(mori)).toEqual([harbour.number, nowhere.number]);
		for (const actor of [ito, ueda, ono, abe, visitor])
			expect(await numbersSeenBy(actor)).toEqual([]);
		await expect(as(mori, (tx) => concernOrRefuse(tx, mori, hill.id))).rejects.toMatchObject({
			code: 'not-found',
		});
	});

	test('a 小地域 counts for the coordinator of its 生活圏域, while it lies there', async () => {
		const { operatorId, harbourArea, visitor, sato, mori } = await aCouncil();
		const street = await anArea(operatorId, '北浜東一丁目町会', '小地域');
		const { id, number } = await aConcern(visitor);
		await triageConcern(context(sato), anAssessment(id, { areaId: street }));
		expect(await numbersSeenBy(mori)).toEqual([]);

		await ownerQuery(
			"insert into area_memberships (operator_id, part_id, whole_id, valid_from) values ($1, $2, $3, '2020-04-01')",
			[operatorId, street, harbourArea],
		);
		expect(await numbersSeenBy(mori)).toEqual([number]);

		await ownerQuery("update area_memberships set valid_until = '2024-04-01' where part_id = $1", [
			street,
		]);
		expect(await numbersSeenBy(mori)).toEqual([]);
	});

	test('an officer sees what was referred to that officer', async () => {
		const { visitor, sato, ono, operatorId } = await aCouncil();
		const other = await aPerson(operatorId, '別の区職員', { roles: ['officer'] });
		const { id, number } = await aConcern(visitor);
		await aConcern(visitor);
		await triageConcern(context(sato), anAssessment(id));
		await referConcern(context(sato), { id, toPersonId: ono.personId });
		expect(await numbersSeenBy(ono)).toEqual([number]);
		expect(await numbersSeenBy(other)).toEqual([]);
		const seen = await as(ono, (tx) => concernDetail(tx, ono, id));
		expect([seen.notes, seen.history]).toEqual([[], []]);
	});

	test('P5 is for the holder and the office only', async () => {
		const { visitor, harbourArea, sato, mori, operatorId } = await aCouncil();
		const second = await aPerson(operatorId, '林 コーディネーター', {
			roles: ['coordinator'],
			area: harbourArea,
		});
		const { id, number } = await aConcern(visitor, { areaId: harbourArea });
		await triageConcern(context(sato), anAssessment(id, { areaId: harbourArea, privacy: 'P5' }));
		expect(await numbersSeenBy(mori)).toEqual([]);
		await assignConcern(context(sato), { id, holderId: mori.personId });
		expect(await numbersSeenBy(mori)).toEqual([number]);
		expect(await numbersSeenBy(second)).toEqual([]);
		expect(await numbersSeenBy(sato)).toEqual([number]);
	});

	test('another operator has none of them', async () => {
		const one = await aCouncil();
		const other = await aCouncil();
		const { id } = await aConcern(one.visitor);
		expect(await numbersSeenBy(other.sato)).toEqual([]);
		await expect(as(other.sato, (tx) => concernDetail(tx, other.sato, id))).rejects.toMatchObject({
			code: 'not-found',
		});
	});
});

describe('lists at the desk', () => {
	test('words are found inside sentences, in any width', async () => {
		const { visitor, sato } = await aCouncil();
		const found = await aConcern(visitor, { body: '夜のミマモリが足りないと思います' });
		await aConcern(visitor, { body: '買い物に行けない' });
		expect(await numbersSeenBy(sato, 'q=みまもり')).toEqual([found.number]);
		expect(await numbersSeenBy(sato, `q=${found.number}`)).toEqual([found.number]);
	});

	test('are narrowed by state, tag, urgency, area and holder', async () => {
		const { visitor, sato, harbourArea } = await aCouncil();
		const one = await aConcern(visitor, { areaId: harbourArea, tags: ['care'], urgency: 'soon' });
		const other = await aConcern(visitor, { tags: ['food'] });
		await assignConcern(context(sato), { id: one.id, holderId: sato.personId });
		for (const search of [
			'tag=care',
			'urgency=soon',
			`area=${harbourArea}`,
			'holder=me',
			'state=received&tag=care',
		]) {
			expect(await numbersSeenBy(sato, search)).toEqual([one.number]);
		}
		expect(await numbersSeenBy(sato, 'holder=nobody')).toEqual([other.number]);
		expect(await numbersSeenBy(sato, 'area=nonsense')).toEqual([]);
		expect(await numbersSeenBy(sato, 'sort=number&order=desc')).toEqual([other.number, one.number]);
	});

	test('未対応: urgent first, then the oldest, until somebody looks at it', async () => {
		const { visitor, sato, mori, hillArea } = await aCouncil();
		const old = await aConcern(visitor);
		const urgent = await aConcern(visitor, { urgency: 'urgent', areaId: hillArea });
		const soon = await aConcern(visitor, { urgency: 'soon' });
		const list = await as(sato, (tx) => listUntriaged(tx, sato, request()));
		expect(list.rows.map((row) => row.number)).toEqual([urgent.number, old.number, soon.number]);
		expect(await as(mori, (tx) => countUntriaged(tx, mori))).toBe(2);
		await triageConcern(context(sato), anAssessment(old.id));
		expect(await as(sato, (tx) => countUntriaged(tx, sato))).toBe(2);
	});

	test('the number of statements does not grow with the rows', async () => {
		const { visitor, sato } = await aCouncil();
		const statements = () =>
			countStatements(() => as(sato, (tx) => listConcerns(tx, sato, request())));
		await aConcern(visitor);
		const few = await statements();
		for (let times = 0; times < 12; times++) await aConcern(visitor);
		expect(await statements()).toBe(few);
	});

	test('the export leaves out drafts and everything above P4', async () => {
		const { visitor, sato } = await aCouncil();
		const open = await aConcern(visitor);
		const sealed = await aConcern(visitor);
		await triageConcern(context(sato), anAssessment(sealed.id, { privacy: 'P6' }));
		await enterConcern('/nowhere')(context(sato), {
			channel: 'phone',
			about: 'self',
			body: 'x',
			unfinished: 'yes',
		});
		const rows = await as(sato, (tx) => exportConcerns(tx, sato, request()));
		expect(rows.map((row) => row.number)).toEqual([open.number]);
		expect(Object.keys(rows[0] ?? {})).not.toContain('body');
	});

	test('a second pair of eyes: typed paper and drafted texts, whose they are', async () => {
		const { visitor, sato, kato } = await aCouncil();
		const enter = enterConcern('/nowhere');
		const fax = await enter(context(sato), {
			channel: 'fax',
			about: 'self',
			body: 'x',
			originalLocation: '3-12',
		});
		const { id } = await aConcern(visitor);
		await triageConcern(context(sato), anAssessment(id));
		await writeDeidentified(context(kato), { id, text: '困っている方がいる。', version: '0' });

		const list = await as(sato, (tx) => listWaitingForSecondEye(tx, sato, request()));

		expect(list.rows.map(({ id: row, waitsFor, isOwn }) => ({ row, waitsFor, isOwn }))).toEqual([
			{ row: fax.id, waitsFor: ['transcription'], isOwn: true },
			{ row: id, waitsFor: ['deidentified'], isOwn: false },
		]);
		expect(await as(sato, (tx) => countWaitingForSecondEye(tx, sato))).toBe(1);
		expect(await as(kato, (tx) => countWaitingForSecondEye(tx, kato))).toBe(1);
	});
});

test('taking the list out as a file is on the trail, with how many rows', async () => {
	const { visitor, sato, ito, operatorId } = await aCouncil();
	await aConcern(visitor);
	expect(await exportForFile(context(sato), request())).toHaveLength(1);
	expect(await exportForFile(context(ito), request())).toEqual([]);
	expect(await trail(operatorId)).toEqual(['concern.report', 'concern.export', 'concern.export']);
});

describe('reading the words of a concern', () => {
	test('is written down once in ten minutes for each person', async () => {
		const { visitor, sato, kato, operatorId } = await aCouncil();
		const { id } = await aConcern(visitor);
		const at = (minutes: number) => ({ now: new Date(testTime.getTime() + minutes * 60_000) });
		await Promise.all([recordReading(context(sato), id), recordReading(context(sato), id)]);
		await recordReading(context(sato, at(9)), id);
		await recordReading(context(kato), id);
		expect(await trail(operatorId)).toEqual(['concern.report', 'concern.read', 'concern.read']);
		await recordReading(context(sato, at(10)), id);
		expect(await trail(operatorId)).toHaveLength(4);
		const [row] = await ownerQuery<{ detail: unknown; person_id: string }>(
			"select detail, person_id from audit_trail where operator_id = $1 and act = 'concern.read' order by sequence",
			[operatorId],
		);
		expect(row).toEqual({ detail: { level: 'P4', ground: 'office' }, person_id: sato.personId });
	});

	test('of a concern that does not exist for the reader leaves nothing', async () => {
		const { visitor, ito, operatorId } = await aCouncil();
		const { id } = await aConcern(visitor);
		await expect(recordReading(context(ito), id)).rejects.toMatchObject({ code: 'not-found' });
		expect(await trail(operatorId)).toEqual(['concern.report']);
	});

	test('the page has what was told, and who did what, but not the search text or the secret', async () => {
		const { visitor, sato, harbourArea } = await aCouncil();
		const { id } = await aConcern(visitor, { areaId: harbourArea, body: 'もとのことば' });
		await recordReading(context(sato), id);
		await triageConcern(context(sato), anAssessment(id, { areaId: harbourArea }));
		const seen = await as(sato, (tx) => concernDetail(tx, sato, id));
		expect(seen.concern.body).toBe('もとのことば');
		expect(seen.areaName).toBe('北浜東');
		expect(seen.history.map((row) => row.act)).toEqual(['concern.triage', 'concern.report']);
		expect(seen.readings.map((row) => row.act)).toEqual(['concern.read']);
		expect(seen.names).toEqual({ [sato.personId]: '佐藤 事務局' });
		expect(Object.keys(seen.concern)).not.toContain('secretHash');
		expect(Object.keys(seen.concern)).not.toContain('searchText');
	});
});

describe('de-identified texts', () => {
	test('are read by members, officers, evaluators and auditors, not by residents or visitors', async () => {
		const { visitor, sato, kato, ueda, ono, abe, ito, operatorId } = await aCouncil();
		const evaluator = await aPerson(operatorId, '江口 評価委員', { roles: ['evaluator'] });
		const id = await aSharedConcern(visitor, { author: sato, publisher: kato });
		for (const actor of [ueda, ono, abe, evaluator, sato]) {
			const { rows, total } = await as(actor, (tx) => listForGrouping(tx, actor, shared()));
			expect([total, rows[0]?.id, rows[0]?.text]).toEqual([
				1,
				id,
				'ごみ出しが難しい高齢の方がいる。',
			]);
		}
		for (const actor of [ito, visitor]) {
			expect((await as(actor, (tx) => listForGrouping(tx, actor, shared()))).rows).toEqual([]);
			expect(await as(actor, (tx) => deidentifiedByIds(tx, actor, [id]))).toEqual([]);
		}
	});

	test('drafts, withdrawn ones and those of another operator are not there', async () => {
		const { visitor, sato, kato, ueda } = await aCouncil();
		const elsewhere = await aCouncil();
		const { id: draft } = await aConcern(visitor);
		await triageConcern(context(sato), anAssessment(draft));
		await writeDeidentified(context(sato), { id: draft, text: '下書き。', version: '0' });
		const withdrawn = await aSharedConcern(visitor, { author: sato, publisher: kato });
		await withdrawConcern(context(sato), { id: withdrawn });
		const foreign = await aSharedConcern(elsewhere.visitor, {
			author: elsewhere.sato,
			publisher: elsewhere.kato,
		});
		expect(
			await as(ueda, (tx) => deidentifiedByIds(tx, ueda, [draft, withdrawn, foreign])),
		).toEqual([]);
	});

	test('are searched in their own words, never in the raw ones', async () => {
		const { visitor, sato, kato, ueda } = await aCouncil();
		await aSharedConcern(
			visitor,
			{ author: sato, publisher: kato },
			{ body: '水見の田中さんのこと', text: '見守りが要る。' },
		);
		const found = async (actor: Actor, q: string) =>
			(await as(actor, (tx) => listForGrouping(tx, actor, shared(`q=${q}`)))).total;
		expect(await found(ueda, '見守り')).toBe(1);
		expect(await found(ueda, '田中')).toBe(0);
		expect(await found(sato, '田中')).toBe(0);
	});

	test('an area with fewer than three texts is hidden from members, also from their filter', async () => {
		const { visitor, sato, kato, ueda, harbourArea } = await aCouncil();
		const share = () =>
			aSharedConcern(visitor, { author: sato, publisher: kato }, { areaId: harbourArea });
		const areasFor = async (actor: Actor) =>
			(await as(actor, (tx) => listForGrouping(tx, actor, shared()))).rows.map(
				(row) => row.areaIds,
			);
		const filteredFor = async (actor: Actor) =>
			(await as(actor, (tx) => listForGrouping(tx, actor, shared(`area=${harbourArea}`)))).total;
		await share();
		await share();
		expect(await areasFor(ueda)).toEqual([[], []]);
		expect(await areasFor(sato)).toEqual([[harbourArea], [harbourArea]]);
		expect([await filteredFor(ueda), await filteredFor(sato)]).toEqual([0, 2]);
		await share();
		expect(await areasFor(ueda)).toEqual([[harbourArea], [harbourArea], [harbourArea]]);
		expect(await filteredFor(ueda)).toBe(3);
	});

	test('say behind which 地域課題 they stand', async () => {
		const { visitor, sato, kato, operatorId } = await aCouncil();
		const staff = { author: sato, publisher: kato };
		const tied = await aSharedConcern(visitor, staff);
		const loose = await aSharedConcern(visitor, staff);
		const issue = newTestId();
		await ownerQuery(
			`insert into links (operator_id, id, from_kind, from_id, to_kind, to_id, made_at)
			values ($1, $2, 'concern', $3, 'issue', $4, now())`,
			[operatorId, newTestId(), tied, issue],
		);
		const list = async (search: string) =>
			(await as(sato, (tx) => listForGrouping(tx, sato, shared(search)))).rows.map(
				({ id, issueIds }) => ({ id, issueIds }),
			);
		expect(await list('grouped=no')).toEqual([{ id: loose, issueIds: [] }]);
		expect(await list('grouped=yes')).toEqual([{ id: tied, issueIds: [issue] }]);
		expect(await as(sato, (tx) => deidentifiedByIds(tx, sato, [tied]))).toMatchObject([
			{ issueIds: [issue] },
		]);
	});
});

describe('stops on the thread', () => {
	test('staff get the record, members the text without a way to it, the public nothing', async () => {
		const { visitor, sato, kato, ueda, ito, mori, hillArea } = await aCouncil();
		const body = '水見の田中さんのこと';
		const id = await aSharedConcern(
			visitor,
			{ author: sato, publisher: kato },
			{ body, areaId: hillArea },
		);
		const cardsFor = (actor: Actor) => as(actor, (tx) => concernCards(tx, actor, [id]));

		expect(await cardsFor(sato)).toMatchObject([
			{ kind: 'concern', id, path: `/desk/concerns/${id}` },
		]);
		for (const actor of [ueda, mori]) {
			const [card] = await cardsFor(actor);
			expect(card).toMatchObject({
				title: 'ごみ出しが難しい高齢の方がいる。',
				path: null,
				at: testTime,
			});
			expect(JSON.stringify(card)).not.toMatch(/気-|田中/);
		}
		expect(await cardsFor(ito)).toEqual([]);
		expect(await cardsFor(visitor)).toEqual([]);
	});

	test('a concern that was never published has a card for staff only', async () => {
		const { visitor, sato, ueda } = await aCouncil();
		const { id, number } = await aConcern(visitor, { body: '水見の田中さんのこと' });
		expect(await as(sato, (tx) => concernCards(tx, sato, [id]))).toMatchObject([{ title: number }]);
		expect(await as(ueda, (tx) => concernCards(tx, ueda, [id]))).toEqual([]);
	});
});
