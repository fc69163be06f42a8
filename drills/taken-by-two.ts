import { newId } from '../src/lib/server/application.ts';
import { drill, unkept } from './drill.ts';
import { aBrowser, type Answer } from './stage/browser.ts';
import { aDataFolder, freePort, startProgram } from './stage/program.ts';
import { aNetwork, aResident } from './stage/residents.ts';
import { aTown, slug, type Town } from './stage/town.ts';

export const takenByTwo = drill({
	row: 'F12',
	fault: 'the same thing is taken by many at the same moment, each with a form of its own',
	promised:
		'a seat, a place in a list, a mailed code take effect once; seats never more than there are',
	sizes: {
		full: { rounds: 6, same: 50, people: 200, seats: 50 },
		short: { rounds: 1, same: 20, people: 30, seats: 8 },
	},
	async play(stage, { rounds, same, people, seats }) {
		const dataFolder = aDataFolder(stage);
		const program = await startProgram(stage, dataFolder, await freePort(), { TRUST_PROXY: '1' });
		const town = await aTown({ dataFolder });
		const office = await town.person('事務局', { roles: ['secretariat'] });
		const organisationId = await anOrganisation(town, office.personId);
		const found = { extra: 0, over: 0, uneven: 0, sessions: 0, failures: 0 };
		const note = (answers: readonly Answer[]) => {
			found.failures += answers.filter(({ status }) => status >= 500).length;
		};

		for (let round = 0; round < rounds; round++) {
			// one person, one session
			const session = await aSession(town, seats);
			const one = await town.person(`申込者${round}`);
			note(
				await atOnce(same, () =>
					signUp(aBrowser(program.origin, { cookie: one.cookie, network: aNetwork() }), session),
				),
			);
			found.extra += (await town.count('signups where session_id = $1', session)) - 1;

			// more people than seats, everybody clicks twice
			const full = await aSession(town, seats);
			note(
				(
					await atOnce(people, async () => {
						const browser = aResident(program.origin);
						const page = `/${slug}/sessions/${full}`;
						const form = { ...(await browser.hiddenFields(page)), ...wish };
						return atOnce(2, () => browser.ask(`${page}?/signUp`, form));
					})
				).flat(),
			);
			const [taken] = await town.rows<{ seats: number; confirmed: number; all: number }>(
				`select s.seats_taken as seats, count(*) filter (where u.state = 'confirmed')::int as confirmed, count(*)::int as all
				from sessions s join signups u on u.operator_id = s.operator_id and u.session_id = s.id where s.id = $1 group by s.seats_taken`,
				full,
			);
			found.over += Math.max(0, (taken?.confirmed ?? 0) - seats);
			if (taken?.seats !== seats || taken.confirmed !== seats || taken.all !== people)
				found.uneven++;

			// one organisation on the list of those who work on an issue
			const issue = await anIssue(town);
			const page = `/${slug}/issues/${issue}`;
			const listed = { organisationId, what: '見守りをしています', agreed: 'yes' };
			note(
				await atOnce(same, () =>
					aBrowser(program.origin, { cookie: office.cookie }).send(page, listed, '?/worker'),
				),
			);
			found.extra += (await town.count('issue_workers where issue_id = $1', issue)) - 1;

			// one mailed code, tried by many
			const email = `code-${round}@example.test`;
			const { loginId } = await town.person('符号', { email });
			const before = await town.count('auth.sign_ins where login_id = $1', loginId);
			const browser = aResident(program.origin);
			await browser.send(`/${slug}/sign-in`, { email }, '?/code');
			const code = await codeIn(town, email);
			note(await atOnce(same, () => browser.ask(`/${slug}/sign-in/code?/enter`, { code })));
			found.sessions += (await town.count('auth.sign_ins where login_id = $1', loginId)) - before;
		}
		const trail = await town.trail();
		return {
			done: `${rounds} × (${same} sign-ups of one person, ${people} people for ${seats} seats with double clicks, ${same} × one organisation on a list, ${same} × one mailed code)`,
			measured: `extra effects ${found.extra}; overbooked ${found.over}; halls not exactly filled ${found.uneven} of ${rounds}; sessions from ${rounds} codes ${found.sessions}; answers 5xx ${found.failures}`,
			broken: unkept({
				'one effect': found.extra === 0,
				'never more seats than there are': found.over === 0,
				'every seat given, everybody on the list once': found.uneven === 0,
				'one code, one session': found.sessions === rounds,
				'nobody sees a failure': found.failures === 0,
				'the audit trail is whole': trail.whole,
			}),
			late: [],
		};
	},
});

const wish = { name: '山田', actorGroup: 'residents', people: '1', way: 'hall' };

function atOnce<T>(count: number, work: () => Promise<T>): Promise<T[]> {
	return Promise.all(Array.from({ length: count }, work));
}

async function signUp(browser: ReturnType<typeof aBrowser>, session: string): Promise<Answer> {
	return browser.send(`/${slug}/sessions/${session}`, wish, '?/signUp');
}

async function aSession(town: Town, seats: number): Promise<string> {
	const id = newId();
	await town.rows(
		`insert into sessions (operator_id, id, kind, title, held_when, when_sort, held_on, capacity, state, announced_at, search_text, made_at, changed_at)
		values ($1, $2, 'talk', '訓練', '{"kind":"day","date":"2099-11-22"}', '2099-11-22', '2099-11-22', $3, 'registration', now(), '', now(), now())`,
		...[town.operatorId, id, seats],
	);
	return id;
}

async function anIssue(town: Town): Promise<string> {
	const id = newId();
	await town.rows(
		`insert into issues (operator_id, id, state, version, title, sort_key, description, wall, theme, search_text, made_at, changed_at, shared_at, reviewed_at)
		values ($1, $2, 'shared', 1, '訓練', 'くんれん', '訓練', '訓練', 'children', '', now(), now(), now(), now())`,
		...[town.operatorId, id],
	);
	return id;
}

async function anOrganisation(town: Town, personId: string): Promise<string> {
	const id = newId();
	await town.rows(
		`insert into organisations (operator_id, id, name, name_kana, sort_key, kind, actor_group, search_text, created_at, changed_at)
		values ($1, $2, '訓練会', 'くんれんかい', 'くんれんかい', 'voluntary', 'civicGroup', '', now(), now())`,
		...[town.operatorId, id],
	);
	await town.rows(
		`insert into representations (operator_id, id, person_id, organisation_id, valid_from, confirmed_at)
		values ($1, $2, $3, $4, '2020-04-01', now())`,
		...[town.operatorId, newId(), personId, id],
	);
	return id;
}

async function codeIn(town: Town, email: string): Promise<string> {
	const [letter] = await town.rows<{ body: string }>(
		'select body from mails where operator_id = $1 and to_address = $2',
		...[town.operatorId, email],
	);
	return /\d{6}/.exec(letter?.body ?? '')?.[0] ?? '';
}
