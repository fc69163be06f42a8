import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { context, testDatabase } from '#test/database.ts';
import { aCouncil } from '#test/people.ts';
import { answered, routeGroup, startMetrics } from './metrics.ts';
import { queueMail } from './mail.ts';

test.each([
	['/[operator=operator]', 'home'],
	['/[operator=operator]/issues/[id=id]', 'issues'],
	['/[operator=operator]/desk/people/[id=id]', 'desk/people'],
	['/[operator=operator]/desk', 'desk'],
	['/healthz', 'healthz'],
	['/', 'home'],
	[null, 'none'],
])('the route %s is counted as %s', (routeId, group) => {
	expect(routeGroup(routeId)).toBe(group);
});

test('figures are told without ids, addresses and words', async () => {
	const council = await aCouncil();
	const here = await context(council.sato);
	await here.database.as(council.sato, (tx) =>
		queueMail({ ...here, tx }, { to: 'tanaka@example.test', subject: '件名', body: '本文' }),
	);
	const database = await testDatabase();
	const server = await startMetrics({ port: 0, database, openBoards: () => 3 });
	onTestFinished(() => void server.close());
	await once(server, 'listening');
	// the cast is safe: a server that listens on a port has this kind of address
	const { port, address } = server.address() as AddressInfo;
	expect(address).toBe('127.0.0.1');
	answered('/[operator=operator]/issues/[id=id]', 404, 12);

	const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
	const text = await answer.text();

	expect(answer.status).toBe(200);
	expect(text).toContain(
		'otagaisama_request_duration_seconds_count{route="issues",status="4xx"} 1',
	);
	expect(text).toContain('otagaisama_open_board_listeners 3');
	expect(text).toMatch(/otagaisama_mails_waiting\{failed="no"\} [1-9]/);
	expect(text).toMatch(/otagaisama_jobs\{queue="mail.send",state="created"\} [1-9]/);
	expect(text).toMatch(/otagaisama_database_pool\{state="total"\} [1-9]/);
	expect(text).toContain('nodejs_eventloop_lag_seconds');
	expect(text).toContain('process_resident_memory_bytes');
	expect(text).not.toMatch(/@|tanaka|[0-9a-f]{8}-[0-9a-f]{4}|[぀-ヿ一-鿿]/);
	expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
});
