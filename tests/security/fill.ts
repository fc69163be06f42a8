/** Writes hostile texts into every column of the database that keeps what somebody wrote. */
import { globSync, readFileSync } from 'node:fs';
import { here } from '../access/world.ts';
import { owner } from './fingerprint.ts';
import { hostileTexts } from './values.ts';

type Column = { name: string; column: string; kind: 'text' | 'text[]' | 'jsonb' };

/** Columns with words of the program in them: their description gives them a type of their own. */
function programColumns(): Set<string> {
	const found = new Set<string>();
	for (const file of globSync('src/lib/**/*.ts')) {
		for (const table of readFileSync(file, 'utf8')
			.split(/= pgTable\(\s*/)
			.slice(1)) {
			const [, name] = /^'(\w+)'/.exec(table) ?? [];
			for (const [, column] of table.matchAll(/text\('(\w+)'\)\s*(?:\.array\(\)\s*)?\.\$type</g))
				found.add(`${name}.${column}`);
		}
	}
	return found;
}

/** Made by the program from what was written, or never shown: hashes, keys, codes, folded texts, names of acts. */
const made =
	/(?:_hash|_key|_kind|_code|^sha256|^slug|^key|^act|^search_text|^secret|^code|^kind|^media_type|^what|^reading_key|^version|^language|^email|_email|^to_address|^last_failure|^municipality_code|^address_code|^short_code|^digest|^locale)$/;
const untouchable = [
	'audit_trail',
	'migrations',
	'idempotency_keys',
	'attempts',
	'search_entries',
	'links',
	'care',
	'chain_checks',
];

export async function writtenColumns(): Promise<Column[]> {
	const { rows } = await (
		await owner()
	).query<Column>(
		`select c.table_name as name, c.column_name as column,
			case c.data_type when 'ARRAY' then 'text[]' else c.data_type end as kind
		from information_schema.columns c
		join information_schema.tables t using (table_schema, table_name)
		where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
			and (c.data_type in ('text', 'jsonb') or c.udt_name = '_text')
			and (c.table_name = 'operators' or exists (select from information_schema.columns o
				where o.table_schema = 'public' and o.table_name = c.table_name and o.column_name = 'operator_id'))
		order by 1, 2`,
	);
	const program = programColumns();
	return rows.filter(
		({ name, column }) =>
			!made.test(column) && !untouchable.includes(name) && !program.has(`${name}.${column}`),
	);
}

/** Columns that the database lets keep any text, filled; and those that it lets keep only words it knows. */
export async function fillEverything(): Promise<{ filled: string[]; kept: string[] }> {
	const database = await owner();
	const [operator] = (
		await database.query<{ id: string }>('select id from operators where slug = $1', [here])
	).rows;
	const filled: string[] = [];
	const kept: string[] = [];
	for (const { name, column, kind } of await writtenColumns()) {
		const text = `($2::text[])[1 + x.row % cardinality($2::text[])] || ' ' || x.row`;
		const next = {
			text,
			'text[]': `array[${text}]`,
			// only what people wrote: anything that is not plain ASCII
			jsonb: `regexp_replace(${column}::text, '"[^"\\\\]*[^\\x01-\\x7f"\\\\][^"\\\\]*"(?!:)', replace(to_json(${text})::text, '\\', '\\\\'), 'g')::jsonb`,
		}[kind];
		const whose = name === 'operators' ? 'id' : 'operator_id';
		// long texts do not fit everywhere, and where nobody wrote anything yet a few rows are enough
		const short = hostileTexts.filter((one) => one.length < 200);
		const tries: [texts: readonly string[], which: string][] = [
			[hostileTexts, `t.${column} is not null`],
			[short, `t.${column} is not null`],
			[short, 'x.row <= 3'],
		];
		let isFilled = false;
		for (const [texts, which] of tries) {
			isFilled ||= await database
				.query(
					`update ${name} t set ${column} = ${next}
					from (select ctid, (row_number() over (order by ctid))::int as row from ${name} where ${whose} = $1) x
					where t.ctid = x.ctid and ${which}`,
					[operator?.id, texts],
				)
				.then(
					({ rowCount }) => (rowCount ?? 0) > 0,
					() => false,
				);
		}
		(isFilled ? filled : kept).push(`${name}.${column}`);
	}
	return { filled, kept };
}
