/** The bench's councils: one as large as a ward gets in years, one a hundredth of it; the same every time. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';

export type Filled = { operatorId: string; slug: string; issueId: string; organisationId: string };

export type Size = { concerns: number; issues: number; organisations: number; sessions: number };

export const large: Size = { concerns: 10_000, issues: 2_000, organisations: 500, sessions: 50 };
export const small: Size = { concerns: 100, issues: 20, organisations: 5, sessions: 1 };

export async function fill(databaseUrl: string, slug: string, size: Size): Promise<Filled> {
	const client = new pg.Client({ connectionString: databaseUrl });
	await client.connect();
	const operatorId = randomUUID();
	const run = (text: string) => client.query(text.replaceAll(':operator', `'${operatorId}'::uuid`));
	try {
		await client.query(
			`insert into operators (id, slug, name, name_kana, short_name, legal_kind, municipality_code, telephone, created_at)
			values ($1, $2, '計測区社会福祉協議会', 'ケイソククシャカイフクシキョウギカイ', '計測社協', 'shakyo', '139998', '03-0000-0000', now())`,
			[operatorId, slug],
		);
		await run(
			`insert into partitions (operator_id, id, name, position, asked_of_residents) values (:operator, gen_random_uuid(), '生活圏域', 1, true)`,
		);
		await run(`insert into areas (operator_id, id, partition_id, name, name_kana, sort_key, valid_from)
			select :operator, gen_random_uuid(), p.id, '圏域' || n, 'ケンイキ', 'けんいき' || n, '2020-04-01'
			from partitions p, generate_series(1, 8) n where p.operator_id = :operator`);
		await run(`insert into organisations (operator_id, id, name, name_kana, sort_key, kind, actor_group, activity, search_text, created_at, changed_at)
			select :operator, gen_random_uuid(), '地域の会' || n, 'チイキノカイ' || n, 'ちいきのかい' || lpad(n::text, 4, '0'), 'npo', 'civicGroup',
				'夕方の見守りと食事の会を毎月開いています。', '地域の会' || n, now(), now() from generate_series(1, ${size.organisations}) n`);
		await run(`insert into organisation_areas (operator_id, organisation_id, area_id)
			select o.operator_id, o.id, a.id from organisations o
			cross join lateral (select id from areas where operator_id = o.operator_id order by md5(o.id::text || id::text) limit 2) a
			where o.operator_id = :operator`);
		await run(`insert into issues (operator_id, id, state, version, title, sort_key, description, wall, theme, search_text, made_at, changed_at, shared_at, reviewed_at)
			select :operator, gen_random_uuid(), case when n % 10 = 0 then 'candidate' else 'shared' end, 1,
				'夕方から夜、子どもが一人で過ごしている ' || n, lpad(n::text, 5, '0'),
				repeat('保護者の帰りが遅い家庭の子どもが、夕方から夜まで一人で過ごしています。', 6),
				'一つの団体では、場所・食事・見守りのすべてを用意できません。', 'children', '夕方から夜 子ども ' || n,
				now() - n * interval '1 hour', now() - n * interval '1 hour', now(), now()
			from generate_series(1, ${size.issues}) n`);
		await run(`insert into issue_versions (operator_id, issue_id, number, title, description, wall, state, written_at, reviewed_at)
			select operator_id, id, 1, title, description, wall, 'shown', made_at, made_at from issues where operator_id = :operator`);
		await run(`insert into issue_areas (operator_id, issue_id, area_id)
			select i.operator_id, i.id, a.id from issues i
			cross join lateral (select id from areas where operator_id = i.operator_id order by md5(i.id::text || id::text) limit 2) a
			where i.operator_id = :operator`);
		await run(`insert into links (operator_id, id, from_kind, from_id, to_kind, to_id, made_at)
			select :operator, gen_random_uuid(), 'concern', gen_random_uuid(), 'issue', i.id, now()
			from issues i, generate_series(1, 5) where i.operator_id = :operator`);
		await run(`insert into concerns (operator_id, id, number, state, kind, about, body, anonymous_use, channel, received_at, entered_at, changed_at, search_text)
			select :operator, gen_random_uuid(), '気-R8-' || lpad(n::text, 5, '0'), 'received', 'notice', 'other',
				'近所の方が夕方に一人で歩いています。声をかけても、お返事がありません。', 'yes', 'web', now() - n * interval '1 hour',
				now() - n * interval '1 hour', now(), '近所 夕方 一人' from generate_series(1, ${size.concerns}) n`);
		await run(`insert into sessions (operator_id, id, kind, title, held_when, when_sort, held_on, state, announced_at, search_text, made_at, changed_at)
			select :operator, gen_random_uuid(), 'talk', '話し合いの場 ' || n, json_build_object('kind', 'day', 'date', (current_date + n)::text),
				(current_date + n)::text, current_date + n, 'announced', now(), '話し合いの場', now(), now()
			from generate_series(1, ${size.sessions}) n`);
		await run('analyze');
		const issue = await run(
			`select id from issues where operator_id = :operator and state = 'shared' order by made_at limit 1`,
		);
		const organisation = await run(
			`select id from organisations where operator_id = :operator order by sort_key limit 1`,
		);
		return {
			operatorId,
			slug,
			issueId: String(issue.rows[0]?.id),
			organisationId: String(organisation.rows[0]?.id),
		};
	} finally {
		await client.end();
	}
}
