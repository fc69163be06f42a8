/** At most six SQL statements on a public page, and the same number for few rows and for many. */
import { expect, test, vi } from 'vitest';
import { aCouncil } from '#test/people.ts';
import { countStatements, ownerQuery } from '#test/database.ts';

// the program's own database is the one of this test
vi.mock('#lib/server/application.ts', async () => {
	const support = await import('#test/database.ts');
	const database = await support.testDatabase();
	return {
		application: () => ({ database }),
		now: () => support.testTime,
		newId: () => support.newTestId(),
		publicPages: () => undefined,
	};
});

type Route = { load: (event: unknown) => unknown };
const routes = import.meta.glob<Route>('../src/routes/**/+page.server.ts');

/** The lists that everybody may read, by their route. */
const lists = [
	'',
	'issues',
	'forums',
	'sessions',
	'platforms',
	'platforms/achieved',
	'outcomes',
	'organisations',
	'places',
	'areas',
];

async function statementsOf(path: string, params: Record<string, string>, operatorId: string) {
	const file = `../src/routes/[operator=operator]/${path}+page.server.ts`;
	const load = routes[file];
	if (!load) throw new Error(`no ${file}`);
	const slug = 'somewhere';
	const event = {
		params: { operator: slug, ...params },
		url: new URL(`http://localhost/${slug}/${path}?q=地域`),
		route: { id: `/[operator=operator]/${path}` },
		locals: {
			actor: { kind: 'anyone', operatorId },
			operator: { id: operatorId, slug, name: '', maskedBelow: 5 },
		},
		setHeaders: () => undefined,
	};
	return countStatements(async () => {
		await (await load()).load(event);
	});
}

async function withRows(count: number) {
	const { operatorId, hillArea } = await aCouncil();
	await ownerQuery(
		`insert into issues (operator_id, id, state, version, title, sort_key, description, wall, theme, search_text, made_at, changed_at, shared_at, reviewed_at)
		select $1, gen_random_uuid(), 'shared', 1, '地域の課題' || n, 'ち' || n, '説明', '壁', 'children', '地域の課題', now(), now(), now(), now()
		from generate_series(1, $2::int) n`,
		[operatorId, count],
	);
	await ownerQuery(
		`insert into issue_areas (operator_id, issue_id, area_id) select operator_id, id, $2 from issues where operator_id = $1`,
		[operatorId, hillArea],
	);
	await ownerQuery(
		`insert into organisations (operator_id, id, name, name_kana, sort_key, kind, actor_group, search_text, created_at, changed_at)
		select $1, gen_random_uuid(), '地域の会' || n, 'チイキ', 'ち' || n, 'npo', 'civicGroup', '地域の会', now(), now() from generate_series(1, $2::int) n`,
		[operatorId, count],
	);
	await ownerQuery(
		`insert into organisation_areas (operator_id, organisation_id, area_id)
		select operator_id, id, $2 from organisations where operator_id = $1 and name like '地域の会%'`,
		[operatorId, hillArea],
	);
	return { operatorId, hillArea };
}

const few = await withRows(20);
const many = await withRows(400);

test.each(lists)('/%s', async (path) => {
	const folder = path ? `${path}/` : '';
	const counted = await statementsOf(folder, {}, few.operatorId);
	expect(counted).toBeLessThanOrEqual(6);
	expect(await statementsOf(folder, {}, many.operatorId)).toBe(counted);
});

test('/areas/[id]', async () => {
	const counted = await statementsOf('areas/[id=id]/', { id: few.hillArea }, few.operatorId);
	expect(counted).toBeLessThanOrEqual(6);
	expect(await statementsOf('areas/[id=id]/', { id: many.hillArea }, many.operatorId)).toBe(
		counted,
	);
});
