import { describe, expect, test } from 'vitest';
import type { Actor } from '#lib/kernel/actor.ts';
import { newId } from '#lib/server/application.ts';
import { anOperator, countStatements, ownerQuery, testDatabase } from '#test/database.ts';
import type { TraceEnd, TraceKind } from '../rules.ts';
import { longestThread, threadOf, type ThreadOptions } from './queries.ts';

async function aThread(arrows: readonly (readonly [string, string])[]) {
	const { operatorId } = await anOperator();
	const ids = new Map<string, string>();
	const endOf = (name: string): TraceEnd => {
		const id = ids.get(name) ?? newId();
		ids.set(name, id);
		// the cast is safe: the tests name things `kind` or `kind-number`
		return { kind: (name.split('-')[0] ?? '') as TraceKind, id };
	};
	const rows = arrows.map(([from, to]) => [endOf(from), endOf(to)] as const);
	await ownerQuery(
		`insert into links (operator_id, id, from_kind, from_id, to_kind, to_id, made_at)
		select $1, gen_random_uuid(), row->>'fk', (row->>'fi')::uuid, row->>'tk', (row->>'ti')::uuid, now()
		from jsonb_array_elements($2::jsonb) as row`,
		[
			operatorId,
			JSON.stringify(
				rows.map(([from, to]) => ({ fk: from.kind, fi: from.id, tk: to.kind, ti: to.id })),
			),
		],
	);
	const nameOf = (end: TraceEnd) => [...ids].find(([, id]) => id === end.id)?.[0];
	const actor: Actor = { kind: 'anyone', operatorId };
	async function walk(start: string, options?: ThreadOptions) {
		const database = await testDatabase();
		const { links, isCut } = await database.as(actor, (tx) =>
			threadOf(tx, operatorId, endOf(start), options),
		);
		return { arrows: links.map(({ from, to }) => `${nameOf(from)}>${nameOf(to)}`).sort(), isCut };
	}
	return { walk, operatorId };
}

describe('the thread', () => {
	test('goes back to every source and forward to every result, and not sideways', async () => {
		const { walk } = await aThread([
			['concern-1', 'issue'],
			['concern-2', 'issue'],
			['concern-2', 'issue-2'],
			['issue', 'session'],
			['issue-2', 'session'],
			['session', 'platform'],
			['issue', 'platform'],
			['platform', 'outcome'],
		]);
		expect((await walk('issue')).arrows).toEqual([
			'concern-1>issue',
			'concern-2>issue',
			'issue>platform',
			'issue>session',
			'platform>outcome',
			'session>platform',
		]);
		expect((await walk('outcome')).arrows).toHaveLength(8);
		expect((await walk('concern-1')).arrows).not.toContain('concern-2>issue-2');
	});

	test('ends where things go round in a circle', async () => {
		const { walk } = await aThread([
			['platform-1', 'platform-2'],
			['platform-2', 'platform-3'],
			['platform-3', 'platform-1'],
		]);
		expect((await walk('platform-2')).arrows).toEqual([
			'platform-1>platform-2',
			'platform-2>platform-3',
			'platform-3>platform-1',
		]);
	});

	test('is as deep as it is asked for, and leads through nothing that is left out', async () => {
		const { walk } = await aThread([
			['concern', 'issue'],
			['issue', 'session'],
			['session', 'platform'],
			['platform', 'outcome'],
		]);
		expect((await walk('issue', { depth: 1 })).arrows).toEqual(['concern>issue', 'issue>session']);
		expect((await walk('issue', { except: ['session'] })).arrows).toEqual(['concern>issue']);
	});

	test('is one statement and at most 500 arrows, the nearest first', async () => {
		const many = Array.from({ length: 620 }, (_, index) => [`concern-${index}`, 'issue'] as const);
		const { walk } = await aThread([...many, ['issue', 'platform'], ['platform', 'outcome']]);
		const few = await aThread([['concern', 'issue']]);
		expect(await countStatements(() => walk('platform'))).toBe(
			await countStatements(() => few.walk('issue')),
		);
		const thread = await walk('platform');
		expect(thread.isCut).toBe(true);
		expect(thread.arrows).toHaveLength(longestThread);
		expect(thread.arrows).toContain('issue>platform');
		expect(thread.arrows).toContain('platform>outcome');
	});

	test('of another council does not exist', async () => {
		const one = await aThread([['issue', 'platform']]);
		const other = await anOperator();
		const actor: Actor = { kind: 'anyone', operatorId: other.operatorId };
		const database = await testDatabase();
		const [link] = await ownerQuery<{ from_id: string }>(
			'select from_id from links where operator_id = $1',
			[one.operatorId],
		);
		const end: TraceEnd = { kind: 'issue', id: link?.from_id ?? '' };
		const found = await database.as(actor, (tx) => threadOf(tx, one.operatorId, end));
		expect(found.links).toEqual([]);
	});
});
