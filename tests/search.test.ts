/** さがす: finds what is there in any spelling, and nothing that somebody may not see. */
import { describe, expect, test } from 'vitest';
import { makeTables } from '#lib/benefits/server/commands.ts';
import { newId } from '#lib/server/application.ts';
import { registerOrganisation } from '#lib/organisations/server/commands.ts';
import type { Actor } from '#lib/kernel/actor.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import { announceSession } from '#lib/gatherings/server/commands.ts';
import { callPlatform } from '#lib/platforms/server/commands.ts';
import { searchKinds, searchListing, type SearchKind } from '#lib/search/rules.ts';
import { searchText } from '#lib/server/search.ts';
import { addMaterial, askQuestion, enterQuestion } from '#lib/studies/server/commands.ts';
import { aConcern, aSharedConcern } from '#test/concerns.ts';
import { context, countStatements, ownerQuery, testDatabase, testTime } from '#test/database.ts';
import { aForum, aSession } from '#test/gatherings.ts';
import { aCandidate } from '#test/issues.ts';
import { aCouncil, anArea } from '#test/people.ts';
import { aCall, anIssue } from '#test/platforms.ts';
import { searchPage } from '../src/routes/[operator=operator]/search/search.server.ts';

type Council = Awaited<ReturnType<typeof aCouncil>>;

async function search(actor: Actor, q: string, filters: Record<string, string> = {}) {
	const request = listRequest(new URLSearchParams({ q, ...filters }), searchListing);
	return (await testDatabase()).as(actor, (tx) => searchPage(tx, actor, request, testTime));
}

const headings = async (actor: Actor, q: string, filters?: Record<string, string>) =>
	(await search(actor, q, filters)).rows.map(({ heading, words }) =>
		(heading.length > 0 ? heading : words).map(({ text }) => text).join(''),
	);

/** An issue that everybody sees; the words stand in its description unless they are a title. */
async function told({ operatorId }: Council, description: string, title = '地域の話') {
	const id = newId();
	await ownerQuery(
		`insert into issues (operator_id, id, state, version, title, sort_key, description, wall, reviewed_at, theme, search_text, made_at, changed_at)
		values ($1, $2, 'shared', 1, $3, $3, $4, '', now(), 'children', $5, now(), now())`,
		[operatorId, id, title, description, searchText(title, description)],
	);
	return id;
}

describe('in Japanese', () => {
	test.each([
		['孤独', '孤独な人がいる'],
		['見守り', '夜のみまもりをしています'],
		['こども食堂', '子ども食堂がほしい'],
		['子供食堂', 'こども食堂に通う'],
		['ｺﾄﾞﾓ', '子供が集まる'],
		['コーヒー', 'こーひーを飲む会'],
		['髙橋', '高橋さんの畑'],
		['澤', '沢のほとり'],
		['２０２６', '2026年の計画'],
		['NPO', 'ＮＰＯ法人'],
		['You&ゆう', 'NPO法人You&ゆうの会'],
		['坂', '坂が多い町'],
		['坂 買い物', '買物が遠く、坂もある'],
		['孤独', 'ひとりぼっちの夜'],
		['ひとり暮らし', '一人暮らしの方'],
		['100%', '参加は100%です'],
	])('%s finds %s', async (q, text) => {
		const council = await aCouncil();
		await told(council, text);
		await told(council, '何のかかわりもない文');
		const { rows, total } = await search(council.visitor, q, { kind: 'issue' });
		expect(total).toBe(1);
		expect(rows[0]?.words.map((piece) => piece.text).join('')).toBe(text);
	});

	test.each([
		['孤独 駅', '孤独な人がいる'],
		['都京', '東京都'],
		['%', '割合はわからない'],
		['_', '下線はない'],
		['', '孤独'],
		['　', '孤独'],
	])('%s does not find %s', async (q, text) => {
		const council = await aCouncil();
		await told(council, text);
		expect((await search(council.visitor, q)).total).toBe(0);
	});

	test('what was found is marked as it was written', async () => {
		const council = await aCouncil();
		await told(council, '週に一度、ｻﾛﾝと髙橋さんの家で', 'サロンの話');
		const [row] = (await search(council.visitor, 'さろん 高橋')).rows;
		const marked = (pieces: { text: string; hit: boolean }[] = []) =>
			pieces.filter(({ hit }) => hit).map(({ text }) => text);
		expect(marked(row?.heading)).toEqual(['サロン']);
		expect(marked(row?.words)).toEqual(['ｻﾛﾝ', '髙橋']);
	});

	test('a word that stands only on the page of what was found is named', async () => {
		const council = await aCouncil();
		const id = await told(council, '毎月の集まり');
		await ownerQuery(
			`update issues set search_text = search_text || E'\\n曼珠沙華' where id = $1`,
			[id],
		);
		const [row] = (await search(council.visitor, '曼珠沙華')).rows;
		expect(row?.elsewhere).toEqual(['曼珠沙華']);
	});

	test('what is called so comes first, then the newest', async () => {
		const council = await aCouncil();
		for (const [title, at] of [
			['古い見守り', '2020-01-01'],
			['夜の話', '2026-01-01'],
			['朝の話', '2024-01-01'],
		]) {
			const id = await told(council, '見守りのこと', title);
			await ownerQuery('update issues set changed_at = $2 where id = $1', [id, at]);
		}
		expect(await headings(council.visitor, '見守り', { kind: 'issue' })).toEqual([
			'古い見守り',
			'夜の話',
			'朝の話',
		]);
	});

	test('a common word and a rare one are found alike, and never more than are counted', async () => {
		const council = await aCouncil();
		await ownerQuery(
			`insert into issues (operator_id, id, state, version, title, sort_key, description, wall, reviewed_at, theme, search_text, made_at, changed_at)
			select $1, gen_random_uuid(), 'shared', 1, '話' || n, '', '坂の話', '', now(), 'children', '話' || n || E'\\n坂の話', now(), now() - n * interval '1 day'
			from generate_series(1, 70) n`,
			[council.operatorId],
		);
		await told(council, '坂の上の蜃気楼', '蜃気楼');
		const common = await search(council.visitor, '坂');
		expect([common.total, common.isCut, common.rows.length]).toEqual([60, true, 20]);
		expect(await headings(council.visitor, '坂 蜃気楼')).toEqual(['蜃気楼']);
		expect(await headings(council.visitor, '話7')).toHaveLength(2);
	});
});

describe('filters', () => {
	test('kind, area with what lies in it, and days', async () => {
		const council = await aCouncil();
		const id = await told(council, '夕方のこと', '夕方の公園');
		await ownerQuery(
			'insert into issue_areas (operator_id, issue_id, area_id) values ($1, $2, $3)',
			[council.operatorId, id, council.harbourArea],
		);
		await ownerQuery(`update issues set changed_at = '2026-04-01T00:00:00+09:00' where id = $1`, [
			id,
		]);
		const whole = await anArea(council.operatorId, '灯台区', '区');
		await ownerQuery(
			`insert into area_memberships (operator_id, part_id, whole_id, valid_from) values ($1, $2, $3, '2020-01-01')`,
			[council.operatorId, council.harbourArea, whole],
		);
		const found = async (filters: Record<string, string>) =>
			(await search(council.visitor, '夕方', filters)).total;
		expect(await found({ kind: 'issue' })).toBe(1);
		expect(await found({ kind: 'outcome' })).toBe(0);
		expect(await found({ area: council.harbourArea })).toBe(1);
		expect(await found({ area: whole })).toBe(1);
		expect(await found({ area: council.hillArea })).toBe(0);
		expect(await found({ from: '令和8年4月1日', until: '2026/4/1' })).toBe(1);
		expect(await found({ from: '2026-04-02' })).toBe(0);
		expect(await found({ until: 'R8.3.31' })).toBe(0);
		expect((await search(council.visitor, '夕方', { from: 'きのう' })).unread).toEqual(['from']);
	});

	test('filters that do not exist find what no filter finds', async () => {
		const council = await aCouncil();
		await told(council, '夕方のこと');
		expect((await search(council.visitor, '夕方', { kind: 'person' })).total).toBe(0);
		expect((await search(council.visitor, '夕方', { area: "'; drop table" })).total).toBe(1);
	});

	test('an area that a room hides cannot be found out', async () => {
		const council = await aCouncil();
		const staff = { author: council.sato, publisher: council.kato };
		await aSharedConcern(council.ueda, staff, {
			text: '段差がつらい方がいる',
			areaId: council.harbourArea,
		});
		const area = council.harbourArea;
		expect((await search(council.sato, '段差', { area })).total).toBe(1);
		expect((await search(council.ueda, '段差')).total).toBe(1);
		expect((await search(council.ueda, '段差', { area })).total).toBe(0);
	});
});

const columnsOf = {
	opinions: { columns: ', pillar_id', values: ', $6' },
	session_results: { columns: ', kind', values: `, 'need'` },
	decisions: { columns: '', values: '' },
};

/** Something that came out of a session, with words of its own. */
async function saidAt(
	sessionId: string,
	{ operatorId }: Council,
	table: keyof typeof columnsOf,
	words: string,
) {
	const { columns, values } = columnsOf[table];
	const pillar = newId();
	if (table === 'opinions') {
		await ownerQuery(
			`insert into pillars (operator_id, id, session_id, position, question) values ($1, $2, $3, 9, '何ができるか')`,
			[operatorId, pillar, sessionId],
		);
	}
	const id = newId();
	await ownerQuery(
		`insert into ${table} (operator_id, id, session_id, position, text, search_text, typed_at${columns})
		values ($1, $2, $3, 9, $4, $5, now()${values})`,
		[
			operatorId,
			id,
			sessionId,
			words,
			searchText(words),
			...(table === 'opinions' ? [pillar] : []),
		],
	);
	return id;
}

async function commented(issueId: string, { operatorId, ueda }: Council, words: string) {
	const id = newId();
	await ownerQuery(
		`insert into issue_comments (operator_id, id, issue_id, person_id, voice, body, search_text, state, posted_at)
		values ($1, $2, $3, $4, 'resident', $5, $6, 'shown', now())`,
		[operatorId, id, issueId, ueda.personId, words, searchText(words)],
	);
	return id;
}

/** One thing of each kind that not everybody may see, with a word of its own in it. */
const hidden = {
	issue: (council, word) => aCandidate(council, { title: `${word}の話` }),
	concern: ({ visitor, sato, kato }, word) =>
		aSharedConcern(
			visitor,
			{ author: sato, publisher: kato },
			{ text: `${word}がつらい方がいる。` },
		),
	forum: ({ sato }, word) => aForum(sato, { name: `${word}を話す場` }),
	session: ({ sato }, word) => aSession(sato, { title: `${word}の回` }),
	opinion: async (council, word) => saidAt(await aSession(council.sato), council, 'opinions', word),
	result: async (council, word) =>
		saidAt(await aSession(council.sato), council, 'session_results', word),
	decision: async (council, word) =>
		saidAt(await aSession(council.sato), council, 'decisions', word),
	material: async ({ sato }, word) =>
		addMaterial('')(context(sato), {
			...{ id: await aSession(sato, { kind: 'study' }), title: '資料', text: word },
		}),
	question: async ({ sato }, word) => {
		const id = await aSession(sato, { kind: 'study' });
		await announceSession(context(sato), { id });
		return enterQuestion(context(sato), { id, text: word });
	},
	cause: async (council, word) =>
		ownerQuery(
			`insert into cause_trees (operator_id, id, issue_id, question, revision, published_revision, published_at,
				published_words, search_text, changed_at, made_at) values ($1, $2, $3, $4, 1, 1, now(), $4, $4, now(), now())`,
			[council.operatorId, newId(), await aCandidate(council, {}), word],
		),
	gap: async (council, word) => {
		const id = newId();
		await ownerQuery(
			`insert into local_functions (operator_id, id, name, sort_key, search_text, made_at, changed_at)
			values ($1, $2, '見守り', 'みまもり', '', now(), now())`,
			[council.operatorId, id],
		);
		await ownerQuery(
			`insert into function_gaps (operator_id, id, function_id, standing, text, search_text, issue_id, made_at, changed_at)
			values ($1, $2, $3, 'missing', $4, $4, $5, now(), now())`,
			[council.operatorId, newId(), id, word, await aCandidate(council, {})],
		);
	},
	function: async (council, word) =>
		ownerQuery(
			`insert into local_functions (operator_id, id, name, sort_key, search_text, made_at, changed_at, closed_at)
			values ($1, $2, $3, $3, $3, now(), now(), now())`,
			[council.operatorId, newId(), word],
		),
	comment: async (council, word) => commented(await aCandidate(council, {}), council, word),
	benefitTable: async ({ sato }, word) => {
		const sessionId = await aSession(sato);
		return makeTables(context(sato), { sessionId, title: `${word}の表`, ownName: '町会' });
	},
	platform: async (council, word) => {
		const issue = await anIssue(council.operatorId);
		return callPlatform(context(council.ito), aCall([issue], { name: `${word}の会` }));
	},
	outcome: ({ operatorId, ito }, word) =>
		ownerQuery(
			`insert into outcomes (operator_id, id, title, kind, changed, happened, happened_sort, state, written_by, written_at, changed_at, search_text)
			values ($1, $2, $3, 'life', $3, '{}', '2026', 'draft', $4, now(), now(), $3)`,
			[operatorId, newId(), word, ito.personId],
		),
	organisation: ({ sato }, word) =>
		registerOrganisation(context(sato), {
			name: 'しおかぜ会',
			nameKana: 'シオカゼカイ',
			kind: 'voluntary',
			actorGroup: 'civicGroup',
			representativeName: word,
			publicity_representativeName: 'office',
		}),
	place: ({ operatorId }, word) =>
		ownerQuery(
			`insert into places (operator_id, id, name, name_kana, sort_key, kind, search_text, created_at, changed_at, closed_at)
			values ($1, $2, $3, '', '', 'salon', $3, now(), now(), now())`,
			[operatorId, newId(), word],
		),
} satisfies Record<SearchKind, (council: Council, word: string) => Promise<unknown>>;

type Role = 'visitor' | 'ito' | 'ueda' | 'ono' | 'abe' | 'mori' | 'sato';
const roles: readonly Role[] = ['visitor', 'ito', 'ueda', 'ono', 'abe', 'mori', 'sato'];

/** Who sees it by the rule of its room. */
const sees: Record<SearchKind, readonly Role[]> = {
	issue: ['mori', 'sato'],
	concern: ['ueda', 'ono', 'abe', 'mori', 'sato'],
	forum: ['ono', 'abe', 'mori', 'sato'],
	session: ['ono', 'abe', 'mori', 'sato'],
	opinion: ['mori', 'sato'],
	result: ['mori', 'sato'],
	decision: ['mori', 'sato'],
	material: ['mori', 'sato'],
	question: ['mori', 'sato'],
	cause: ['mori', 'sato'],
	gap: ['mori', 'sato'],
	function: [],
	comment: ['mori', 'sato'],
	benefitTable: ['mori', 'sato'],
	platform: ['ito', 'mori', 'sato'],
	outcome: ['ito', 'mori', 'sato'],
	organisation: [],
	place: [],
};

describe('nothing leaks', () => {
	test.each(searchKinds)(
		'a %s is found by whoever may see it, and by nobody else',
		async (kind) => {
			const council = await aCouncil();
			await told(council, '灯台の話');
			const before = await Promise.all(roles.map((role) => search(council[role], '話')));
			await hidden[kind](council, '曼珠沙華');
			const found = await Promise.all(
				roles.map(async (role) =>
					(await search(council[role], '曼珠沙華')).total > 0 ? role : '',
				),
			);
			expect(found.filter(Boolean)).toEqual(sees[kind]);
			for (const [at, role] of roles.entries()) {
				if (sees[kind].includes(role)) continue;
				expect({ role, page: await search(council[role], '話') }).toEqual({
					role,
					page: before[at],
				});
				for (const filter of [{ kind }, { from: '2000-01-01' }, { area: council.harbourArea }]) {
					expect((await search(council[role], '曼珠沙華', filter)).total).toBe(0);
				}
			}
		},
	);

	test('what came out of a session is found once its report is published, and leads to the session', async () => {
		const council = await aCouncil();
		const id = await aSession(council.sato, { title: '夕方の公園を考える' });
		const open = await saidAt(id, council, 'decisions', '曼珠沙華を植える');
		await saidAt(id, council, 'opinions', '曼珠沙華が咲く道を歩きたい');
		expect((await search(council.visitor, '曼珠沙華')).total).toBe(0);
		await ownerQuery(
			`update sessions set state = 'published', announced_at = now(), report_approved_at = now(), published_at = now() where id = $1`,
			[id],
		);
		const { rows } = await search(council.visitor, '曼珠沙華');
		expect(rows.map(({ kind, path, of }) => [kind, path, of]).sort()).toEqual([
			['decision', `/sessions/${id}`, '夕方の公園を考える'],
			['opinion', `/sessions/${id}`, '夕方の公園を考える'],
		]);
		await ownerQuery('update decisions set is_public = false where id = $1', [open]);
		await ownerQuery(`update opinions set state = 'offered' where session_id = $1`, [id]);
		for (const role of roles) expect((await search(council[role], '曼珠沙華')).total).toBe(0);
	});

	test('what came out of a 事例検討 is found by the staff and by those who pledged to keep it, by nobody else', async () => {
		const council = await aCouncil();
		const id = await aSession(council.sato, { kind: 'caseStudy', audience: 'invited' });
		await saidAt(id, council, 'session_results', '曼珠沙華');
		await ownerQuery(
			`update sessions set state = 'announced', announced_at = now() where id = $1`,
			[id],
		);
		await ownerQuery(
			`insert into session_invitations (operator_id, session_id, person_id, invited_at, pledged_at)
			values ($1, $2, $3, now(), null), ($1, $2, $4, now(), now())`,
			[council.operatorId, id, council.ueda.personId, council.ito.personId],
		);
		const found = await Promise.all(
			roles.map(async (role) => ((await search(council[role], '曼珠沙華')).total > 0 ? role : '')),
		);
		expect(found.filter(Boolean)).toEqual(['ito', 'mori', 'sato']);
	});

	test('a comment is found while it stands', async () => {
		const council = await aCouncil();
		const issue = await told(council, '夕方のこと', '夕方の公園');
		const id = await commented(issue, council, '曼珠沙華の下で待つ子がいる');
		const { rows } = await search(council.visitor, '曼珠沙華');
		expect(rows.map(({ path, of }) => [path, of])).toEqual([[`/issues/${issue}`, '夕方の公園']]);
		await ownerQuery(`update issue_comments set state = 'waiting' where id = $1`, [id]);
		for (const role of roles) expect((await search(council[role], '曼珠沙華')).total).toBe(0);
	});

	test('raw words of a concern, names of persons and words of another operator are found by nobody', async () => {
		const council = await aCouncil();
		const other = await aCouncil();
		await aConcern(council.visitor, { body: '曼珠沙華がつらい', wish: '曼珠沙華' });
		await ownerQuery(
			`update people set name = '曼珠沙華', search_text = '曼珠沙華' where id = $1`,
			[council.ito.personId],
		);
		await told(other, '曼珠沙華');
		for (const role of roles) expect((await search(council[role], '曼珠沙華')).total).toBe(0);
		expect((await search(other.visitor, '曼珠沙華')).total).toBe(1);
	});

	test('a text that is taken back is found no more', async () => {
		const council = await aCouncil();
		const id = await told(council, '曼珠沙華');
		await ownerQuery(`update issues set search_text = '別の話' where id = $1`, [id]);
		expect((await search(council.sato, '曼珠沙華')).total).toBe(0);
		const place = newId();
		await ownerQuery(
			`insert into places (operator_id, id, name, name_kana, sort_key, kind, search_text, created_at, changed_at)
			values ($1, $2, '曼珠沙華', '', '', 'salon', '曼珠沙華', now(), now())`,
			[council.operatorId, place],
		);
		expect((await search(council.visitor, '曼珠沙華')).total).toBe(1);
		await ownerQuery('delete from places where id = $1', [place]);
		expect((await search(council.visitor, '曼珠沙華')).total).toBe(0);
		expect(await ownerQuery('select 1 from search_entries where id = $1', [place])).toEqual([]);
	});
});

test('a search takes at most six statements, whatever it finds', async () => {
	const council = await aCouncil();
	for (let at = 0; at < 12; at += 1) await told(council, '坂の話');
	const costs = [
		await countStatements(() => search(council.visitor, '坂')),
		await countStatements(() => search(council.visitor, '蜃気楼 こども食堂')),
		await countStatements(() => search(council.sato, '坂', { kind: 'issue' })),
	];
	expect(Math.max(...costs)).toBeLessThanOrEqual(6);
});

/** Tables with words of their own that are not searched here, and why. */
const apart = {
	people: 'persons are found in the list of the desk only',
};

test('every table with words to look for feeds the search, and every kind is fed', async () => {
	const tables = await ownerQuery<{ name: string; column: string; feeds: string | null }>(`
		select c.relname as name, a.attname as column,
			(select encode(t.tgargs, 'escape') from pg_trigger t join pg_proc p on p.oid = t.tgfoid
				where t.tgrelid = c.oid and p.proname = 'feed_search') as feeds
		from pg_class c join pg_attribute a on a.attrelid = c.oid
		where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname like '%search_text'
		order by c.relname, a.attname`);
	const silent = new Set(tables.filter(({ feeds }) => feeds === null).map(({ name }) => name));
	expect([...silent]).toEqual(Object.keys(apart));
	const fed = new Set(tables.flatMap(({ feeds }) => feeds?.split('\\000')[0] ?? []));
	expect([...fed].sort()).toEqual([...searchKinds].sort());
	// the raw words of a concern have a column too: it must not be the one that feeds
	const concern = tables.find(({ name }) => name === 'concerns')?.feeds?.split('\\000');
	expect(concern?.slice(0, 2)).toEqual(['concern', 'deidentified_search_text']);
});

test('the program itself reads entries of its operator only', async () => {
	const here = await aCouncil();
	const there = await aCouncil();
	await told(there, '曼珠沙華');
	const { rows } = await (
		await testDatabase()
	).as(here.sato, (tx) =>
		tx.execute(`select kind, id from search_found('[{"words": ["曼珠沙華"], "grams": ["曼珠"]}]', '{issue}', false)
			union all select kind, id from search_entries where body like '%曼珠沙華%'`),
	);
	expect(rows).toEqual([]);
});

describe('勉強会', () => {
	test('materials and questions are found by whoever reads what came out, and a question only when it is shown', async () => {
		const council = await aCouncil();
		const id = await aSession(council.sato, { kind: 'study', title: '備えの勉強会' });
		await announceSession(context(council.sato), { id, withRegistration: 'yes' });
		const told = { id, title: '雨の日の備え', text: '懐中電灯を枕元に置きます。' };
		await addMaterial('')(context(council.sato), told);
		await askQuestion(context(council.visitor), { id, text: '懐中電灯は何本ですか' });
		await enterQuestion(context(council.sato), { id, text: '懐中電灯の電池は' });
		const found = async (actor: Actor) =>
			(await search(actor, '懐中電灯')).rows.map(({ kind, path }) => [kind, path]).toSorted();
		expect(await found(council.visitor)).toEqual([]);
		await ownerQuery(
			`update sessions set state = 'published', report = '学びました', report_approved_at = now(), published_at = now() where id = $1`,
			[id],
		);
		const shown = [
			['material', `/studies/${id}`],
			['question', `/studies/${id}`],
		];
		expect(await found(council.visitor)).toEqual(shown);
		expect((await search((await aCouncil()).sato, '懐中電灯')).total).toBe(0);
	});
});
