import { createHash } from 'node:crypto';
import { get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { newSecret } from '../src/lib/concerns/server/numbers.ts';
import { newId } from '../src/lib/server/application.ts';
import { secretsOf } from '../scripts/data-folder.ts';
import { drill, ms, unkept } from './drill.ts';
import { aBrowser } from './stage/browser.ts';
import { aDataFolder, freePort, startProgram } from './stage/program.ts';
import { aResident } from './stage/residents.ts';
import { aTown, slug, type Town } from './stage/town.ts';

export const rightsTakenAway = drill({
	row: 'F23',
	fault:
		'somebody leaves, a login is taken away, a consent is withdrawn, while pages and a live board are open at another server',
	promised:
		'within 1 s nothing of it is to be had: pages, lists, files, the open stream, the kept public page',
	sizes: { full: { rounds: 10 }, short: { rounds: 2 } },
	async play(stage, { rounds }) {
		const dataFolder = aDataFolder(stage);
		const here = await startProgram(stage, dataFolder, await freePort(), { TRUST_PROXY: '1' });
		const town = await aTown({ dataFolder });
		const there = await startProgram(stage, aDataFolder(stage), await freePort(), {
			...{ TRUST_PROXY: '1', DATABASE_URL: town.url() },
			OTAGAISAMA_SECRET: secretsOf(dataFolder).secret,
		});
		const chief = await town.person('事務局長', { roles: ['secretariat'] });
		const second = await town.person('二人目', { roles: ['secretariat'] });
		const chiefs = aBrowser(here.origin, { cookie: chief.cookie });
		const found = { wasIn: 0, remaining: [] as number[], public: [] as number[], shown: 0 };

		for (let round = 0; round < rounds; round++) {
			const board = await aBoard(town, round);
			const one = await town.person(`職員${round}`, { roles: ['secretariat'] });
			const browser = aBrowser(there.origin, { cookie: one.cookie });
			const doors = ['/desk', '/desk/concerns', '/desk/concerns/export.csv', `/boards/${board}`];
			const open = async () => {
				const answers = await Promise.all(doors.map((door) => browser.ask(`/${slug}${door}`)));
				return answers.filter(({ status }) => status === 200).length;
			};
			const stream = listen(`${there.origin}/${slug}/boards/${board}/stream`, one.cookie);
			if ((await open()) === doors.length && (await stream.begun)) found.wasIn++;
			const person = `/${slug}/desk/people/${one.personId}`;
			const taken =
				round % 2 === 0
					? await chiefs.send(person, { sure: 'yes' }, '?/leave')
					: await chiefs.send(person, { sure: 'yes' }, '?/unlink');
			const at = performance.now();
			if (taken.status !== 303) throw new Error(`it was not taken away: ${taken.status}`);
			while ((await open()) > 0) await sleep(10);
			found.remaining.push(performance.now() - at, (await stream.ended) - at);

			const told = await anIssueOfTexts(town, [chief.personId, second.personId]);
			const visitor = aResident(there.origin);
			const page = `/${slug}/issues/${told.issue}`;
			const shows = async () => (await visitor.ask(page)).html.includes(`${justEnough}件`);
			if ((await shows()) && (await shows())) found.shown++;
			await aResident(here.origin).send(
				`/${slug}/concerns/receipt/${told.secret}`,
				{},
				'?/withdraw',
			);
			const withdrawn = performance.now();
			while (await shows()) await sleep(10);
			found.public.push(performance.now() - withdrawn);
		}
		const longest = Math.max(...found.remaining, ...found.public);
		return {
			done: `${rounds} × a member of the staff leaves or loses the login (4 pages and a stream open at a second server), ${rounds} × one of five texts behind an issue withdrawn by its reporter`,
			measured: `open before ${found.wasIn} of ${rounds}; remaining access at most ${ms(Math.max(...found.remaining))} (pages and stream); the number with it was public ${found.shown} of ${rounds}, then for at most ${ms(Math.max(...found.public))}`,
			broken: unkept({
				'everything was open before': found.wasIn === rounds && found.shown === rounds,
				// the drill itself takes some of it
				'nothing is to be had after 2 s': longest <= 2_000,
			}),
			late: unkept({ 'within 1 s': longest <= 1_000 }),
		};
	},
});

/** The number of texts from which a council shows how many there are. */
const justEnough = 5;

/** A browser that follows a live board. */
function listen(address: string, cookie: string) {
	const begun = Promise.withResolvers<boolean>();
	const ended = Promise.withResolvers<number>();
	const over = () => {
		begun.resolve(false);
		ended.resolve(performance.now());
	};
	get(address, { headers: { cookie }, agent: false }, (response) => {
		response.on('data', () => begun.resolve(response.statusCode === 200));
		response.on('close', over);
		response.on('error', over);
	}).on('error', over);
	return { begun: begun.promise, ended: ended.promise };
}

async function aBoard(town: Town, round: number): Promise<string> {
	const [session, board] = [newId(), newId()];
	await town.rows(
		`insert into sessions (operator_id, id, kind, title, held_when, when_sort, held_on, state, announced_at, search_text, made_at, changed_at)
		values ($1, $2, 'talk', '訓練', '{"kind":"day","date":"2026-11-22"}', '2026-11-22', '2026-11-22', 'open', now(), '', now(), now())`,
		...[town.operatorId, session],
	);
	await town.rows(
		`insert into boards (operator_id, id, session_id, join_code, opened_at) values ($1, $2, $3, $4, now())`,
		...[town.operatorId, board, session, `abcdef${String.fromCharCode(103 + (round % 16))}h`],
	);
	return board;
}

/** As many texts behind an issue as are needed for the number to be shown; the first can be withdrawn. */
async function anIssueOfTexts(town: Town, [writer, publisher]: readonly string[]) {
	const [issue, secret] = [newId(), newSecret()];
	await town.rows(
		`insert into issues (operator_id, id, state, version, title, sort_key, description, wall, theme, search_text, made_at, changed_at, shared_at, reviewed_at)
		values ($1, $2, 'shared', 1, '訓練', 'くんれん', '訓練', '訓練', 'children', '', now(), now(), now(), now())`,
		...[town.operatorId, issue],
	);
	for (let number = 0; number < justEnough; number++) {
		const concern = newId();
		const hash = createHash('sha256')
			.update(number === 0 ? secret : newSecret())
			.digest('hex');
		await town.rows(
			`insert into concerns (operator_id, id, number, state, kind, about, body, anonymous_use, consent_given, consent_recorded_at, channel, received_at, entered_at, changed_at,
				search_text, secret_hash, deidentified_text, deidentified_state, deidentified_version, deidentified_at, deidentified_search_text, deidentified_by, published_by, published_at)
			values ($1, $2, $3, 'forGrouping', 'notice', 'other', '訓練', 'yes', 'written', now(), 'web', now(), now(), now(), '', $4, '訓練', 'published', 1, now(), '', $5, $6, now())`,
			...[town.operatorId, concern, `気-${concern}`, hash, writer, publisher],
		);
		await town.rows(
			`insert into links (operator_id, id, from_kind, from_id, to_kind, to_id, made_at) values ($1, $2, 'concern', $3, 'issue', $4, now())`,
			...[town.operatorId, newId(), concern, issue],
		);
	}
	return { issue, secret };
}
