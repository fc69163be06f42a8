/**
 * Figures for a watching program (Prometheus), on a port of its own that only this machine reaches. Off unless METRICS_PORT
 * is set. Labels are groups of routes, kinds of answers, queues and states: no ids, no addresses, no persons.
 */
import { createServer, type Server } from 'node:http';
import { sql } from 'drizzle-orm';
import type { Database } from './db.ts';
import { log } from './log.ts';

type Observe = (routeId: string | null, status: number, milliseconds: number) => void;

let observe: Observe = () => undefined;

/** Tells how a request was answered; costs nothing while nobody watches. */
export function answered(routeId: string | null, status: number, milliseconds: number): void {
	observe(routeId, status, milliseconds);
}

/** The room of a route: 'issues' for /[operator]/issues/[id], 'desk' for everything of staff. */
export function routeGroup(routeId: string | null): string {
	if (routeId === null) return 'none';
	const words = routeId.split('/').filter((word) => word && !word.startsWith('('));
	const [first, second] = words[0]?.startsWith('[operator') ? words.slice(1) : words;
	if (first === undefined) return 'home';
	if (first.startsWith('[')) return 'other';
	return first === 'desk' && second && !second.startsWith('[') ? `desk/${second}` : first;
}

export type Watched = {
	port: number;
	database: Database;
	openBoards: () => number;
};

/** Loads the library only now: whoever does not watch does not pay for it. */
export async function startMetrics({ port, database, openBoards }: Watched): Promise<Server> {
	const { collectDefaultMetrics, Gauge, Histogram, Registry } = await import('prom-client');
	const register = new Registry();
	// event-loop lag, memory, processor time, open handles of this process
	collectDefaultMetrics({ register });
	const requests = new Histogram({
		name: 'otagaisama_request_duration_seconds',
		help: 'Time until a page or form was answered, by group of routes and class of status',
		labelNames: ['route', 'status'],
		buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
		registers: [register],
	});
	observe = (routeId, status, milliseconds) =>
		requests.observe(
			{ route: routeGroup(routeId), status: `${Math.floor(status / 100)}xx` },
			milliseconds / 1_000,
		);
	const gauge = (name: string, help: string, labelNames: string[], collect: Collect) =>
		new Gauge({
			...{ name: `otagaisama_${name}`, help, labelNames, registers: [register] },
			async collect() {
				const readings = await collect().catch(() => undefined);
				// while the database is away nothing is said, rather than something old
				this.reset();
				for (const { value, ...labels } of readings ?? []) this.set(labels, value);
			},
		});
	gauge('open_board_listeners', 'Browsers that hear a live board', [], async () => [
		{ value: openBoards() },
	]);
	const { pool } = database;
	gauge('database_pool', 'Connections to the database, by state', ['state'], async () => [
		{ state: 'total', value: pool.totalCount },
		{ state: 'idle', value: pool.idleCount },
		{ state: 'waiting', value: pool.waitingCount },
	]);
	gauge('jobs', 'Jobs of the worker, by queue and state', ['queue', 'state'], () =>
		countJobs(database),
	);
	gauge(
		'mails_waiting',
		'Letters that were not sent yet, by whether sending has failed',
		['failed'],
		() => countLetters(database),
	);
	const server = createServer((request, response) => {
		if (request.method !== 'GET' || request.url !== '/metrics') {
			response.writeHead(404).end();
			return;
		}
		register.metrics().then(
			(text) => response.writeHead(200, { 'content-type': register.contentType }).end(text),
			() => response.writeHead(500).end(),
		);
	});
	server.on('error', (failure: NodeJS.ErrnoException) =>
		log.warn({ failure: failure.code, port }, 'the figures cannot be shown on this port'),
	);
	server.listen(port, '127.0.0.1');
	// watching never keeps the program from ending
	server.unref();
	return server;
}

type Collect = () => Promise<{ value: number; [label: string]: string | number }[]>;

async function countJobs(database: Database): ReturnType<Collect> {
	const { rows } = await database.outside((tx) =>
		tx.execute<{ queue: string; state: string; value: number }>(
			sql`select name as queue, state::text as state, count(*)::int as value
			from pgboss.job where state <> 'completed' and name not like '\\_\\_%' group by 1, 2`,
		),
	);
	return rows;
}

/** Letters belong to operators: each is asked in its own transaction, as for everything that is theirs. */
async function countLetters(database: Database): ReturnType<Collect> {
	const { rows: operators } = await database.outside((tx) =>
		tx.execute<{ id: string }>(sql`select id from operators order by id`),
	);
	const sums = { yes: 0, no: 0 };
	for (const { id } of operators) {
		const actor = { kind: 'system', operatorId: id, task: 'metrics' } as const;
		const { rows } = await database.as(actor, (tx) =>
			tx.execute<{ waiting: number; failed: number }>(
				sql`select count(*)::int as waiting, count(last_failure)::int as failed
				from mails where operator_id = ${id} and sent_at is null and body is not null`,
			),
		);
		sums.yes += rows[0]?.failed ?? 0;
		sums.no += (rows[0]?.waiting ?? 0) - (rows[0]?.failed ?? 0);
	}
	return Object.entries(sums).map(([failed, value]) => ({ failed, value }));
}
