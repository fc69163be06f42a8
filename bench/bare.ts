/**
 * The floor: a bare node:http server with one prepared query a page and a page of plain HTML. What the product takes
 * more than this is its own doing.
 */
import { createServer } from 'node:http';
import process from 'node:process';
import pg from 'pg';

const [, , databaseUrl = '', operatorId = '', issueId = ''] = process.argv;
const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });

const escape = (text: string) => text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);
const page = (title: string, body: string) =>
	`<!doctype html><html lang="ja"><meta charset="utf-8"><title>${escape(title)}</title><h1>${escape(title)}</h1>${body}</html>`;

async function list(): Promise<string> {
	const { rows } = await pool.query<{ id: string; title: string; changed_at: Date }>({
		name: 'list',
		text: `select id, title, changed_at from issues where operator_id = $1 and state <> 'candidate' order by changed_at desc, id limit 20`,
		values: [operatorId],
	});
	const items = rows.map(
		(row) =>
			`<li><a href="/issues/${row.id}">${escape(row.title)}</a> ${row.changed_at.toISOString()}`,
	);
	return page('地域課題', `<ul>${items.join('')}</ul>`);
}

async function detail(): Promise<string> {
	const { rows } = await pool.query<{ title: string; description: string }>({
		name: 'detail',
		text: 'select title, description from issues where operator_id = $1 and id = $2',
		values: [operatorId, issueId],
	});
	const [row] = rows;
	return page(row?.title ?? '', `<p>${escape(row?.description ?? '')}</p>`);
}

const server = createServer((request, response) => {
	(request.url === '/list' ? list() : detail()).then(
		(html) => response.setHeader('content-type', 'text/html; charset=utf-8').end(html),
		() => response.writeHead(500).end(),
	);
});
server.listen(0, '127.0.0.1', () => {
	const address = server.address();
	if (address && typeof address === 'object') process.send?.({ port: address.port });
});
process.on('disconnect', () => process.exit(0));
