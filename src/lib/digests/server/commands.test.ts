import { describe, expect, test } from 'vitest';
import {
	addDecision,
	addResults,
	approveReport,
	announceSession,
	planSession,
	publishReport,
	settlePoint,
	signUp,
} from '#lib/gatherings/server/commands.ts';
import { listOpenPoints, sessionOrRefuse } from '#lib/gatherings/server/queries.ts';
import type { Actor } from '#lib/kernel/actor.ts';
import type { Tx } from '#lib/server/db.ts';
import { context, ownerQuery, testDatabase, trail } from '#test/database.ts';
import {
	aForum,
	aRunningSession,
	aSessionForm,
	aSignUp,
	aWrittenSession,
	as,
} from '#test/gatherings.ts';
import { aCouncil, anOrganisation, aPerson } from '#test/people.ts';
import { newSecret } from '../../concerns/server/numbers.ts';
import { resumeDigests, sendDigest, stopDigests } from './commands.ts';
import { digestOf } from './content.ts';
import { isOffered, letterOrRefuse, ownDigests, sendingPage } from './queries.ts';

type Council = Awaited<ReturnType<typeof aCouncil>>;

const send = sendDigest('https://example.jp');
const today = '2026-11-22';

async function seen<T>(actor: Actor, look: (tx: Tx) => Promise<T>): Promise<T> {
	return (await testDatabase()).as(actor, look);
}
const workOn = (actor: Actor, id: string) => seen(actor, (tx) => sendingPage(tx, actor, id, today));

const mailsOf = ({ operatorId }: Council) =>
	ownerQuery<{ to_address: string; subject: string; body: string }>(
		'select to_address, subject, body from mails where operator_id = $1 order by to_address',
		[operatorId],
	);

async function aRunningForum(council: Council): Promise<string> {
	const id = await aForum(council.sato);
	await ownerQuery(
		`update forums set state = 'launched', launched_on = '2026-04-01' where id = $1`,
		[id],
	);
	return id;
}

/** A published session of a forum to which 田中 signed up by mail and 山本 by FAX, and the next one, announced. */
async function aToldSession(council: Council) {
	const forumId = await aRunningForum(council);
	const { id } = await aWrittenSession(council.sato, { forumId });
	await ownerQuery(
		`insert into signups (operator_id, id, session_id, state, name, actor_group, email, fax, channel, secret_hash, made_at, cancelled_at)
		values ($1, gen_random_uuid(), $2, 'confirmed', '田中', 'residents', 'Tanaka@example.jp', '', 'web', 'a', now(), null),
			($1, gen_random_uuid(), $2, 'waiting', '田中', 'residents', 'tanaka@example.jp', '', 'web', 'b', now(), null),
			($1, gen_random_uuid(), $2, 'cancelled', '西', 'residents', 'nishi@example.jp', '', 'web', 'c', now(), now()),
			($1, gen_random_uuid(), $2, 'confirmed', '山本', 'residents', '', '03-0000-0001', 'fax', 'd', now(), null)`,
		[council.operatorId, id],
	);
	await approveReport(as(council.kato), { id });
	await publishReport(as(council.kato), { id });
	const next = await planSession(
		as(council.sato),
		aSessionForm({ forumId, title: '冬の公園を考える', when: '令和9年1月20日' }),
	);
	await announceSession(as(council.sato), { id: next.id });
	return { id, forumId, nextId: next.id };
}

describe('お便り', () => {
	test('goes once to each address, and says counts, titles, date and place, nothing that was said', async () => {
		const council = await aCouncil();
		const { id, nextId } = await aToldSession(council);
		const { letters } = await send(as(council.sato), { id, secret: newSecret() });
		expect(letters).toBe(1);
		const [mail, ...others] = await mailsOf(council);
		expect(others).toEqual([]);
		expect(mail?.to_address.toLowerCase()).toBe('tanaka@example.jp');
		expect(mail?.subject).toContain('夕方の公園を考える');
		expect(mail?.body).toContain('決まったこと　1件');
		expect(mail?.body).toContain(`https://example.jp/${council.slug}/sessions/${id}/digest`);
		expect(mail?.body).toContain('冬の公園を考える');
		expect(mail?.body).toContain('令和9年');
		expect(mail?.body).toContain('灯山会館');
		expect(mail?.body).toContain(`/sessions/${nextId}`);
		for (const said of [
			'2月に公園を見に行く',
			'夕方に過ごせる場所',
			'田中',
			'山本',
			'4人で話し合い',
		])
			expect(mail?.body).not.toContain(said);
		expect(await trail(council.operatorId)).toContain('digest.send');
	});

	test('is sent once, also when two press at the same time and when the form comes twice', async () => {
		const council = await aCouncil();
		const { id } = await aToldSession(council);
		const once = (actor: Actor, idempotencyKey: string) =>
			send(context(actor, { idempotencyKey }), { id, secret: newSecret() });
		const answers = await Promise.allSettled([
			once(council.sato, 'one'),
			once(council.kato, 'two'),
			once(council.sato, 'one'),
		]);
		expect(answers.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(0);
		await expect(once(council.sato, 'three')).rejects.toMatchObject({
			key: 'digests_sent_already',
		});
		expect(await mailsOf(council)).toHaveLength(1);
	});

	test('is whole or not there at all when the work breaks off before its end', async () => {
		const council = await aCouncil();
		const { id } = await aToldSession(council);
		await ownerQuery(
			`create or replace function break_off() returns trigger language plpgsql as $$ begin raise exception 'broken off'; end $$`,
		);
		await ownerQuery(
			`create trigger break_off before insert on audit_trail for each row
			when (new.operator_id = '${council.operatorId}' and new.act = 'digest.send') execute function break_off()`,
		);
		await expect(send(as(council.sato), { id, secret: newSecret() })).rejects.toThrow();
		await ownerQuery('drop trigger break_off on audit_trail');
		expect(await mailsOf(council)).toEqual([]);
		expect((await workOn(council.sato, id)).sent).toBeNull();
		await send(as(council.sato), { id, secret: newSecret() });
		expect(await mailsOf(council)).toHaveLength(1);
	});

	test('is sent by the staff, of a published session that everybody may read', async () => {
		const council = await aCouncil();
		const { id } = await aToldSession(council);
		for (const actor of [council.ueda, council.ono, council.ito, council.visitor])
			await expect(send(as(actor), { id, secret: newSecret() })).rejects.toMatchObject({
				code: 'not-allowed',
			});
		const other = await aCouncil();
		await expect(send(as(other.sato), { id, secret: newSecret() })).rejects.toMatchObject({
			code: 'not-found',
		});
		const { id: running } = await aRunningSession(council.sato);
		await expect(
			send(as(council.sato), { id: running, secret: newSecret() }),
		).rejects.toMatchObject({ key: 'digests_not_yet' });
		const { id: closed } = await aWrittenSession(council.sato, { audience: 'invited' });
		await approveReport(as(council.kato), { id: closed });
		await publishReport(as(council.kato), { id: closed });
		await expect(send(as(council.sato), { id: closed, secret: newSecret() })).rejects.toMatchObject(
			{ key: 'digests_not_yet' },
		);
	});

	test('whoever has an account is told how many tasks are open, not which', async () => {
		const council = await aCouncil();
		const group = await anOrganisation(council.operatorId, 'みどりの会');
		const ida = await aPerson(council.operatorId, '井田', { represents: [group] });
		await ownerQuery(`update people set email = 'ida@example.jp' where id = $1`, [ida.personId]);
		const { id, nextId } = await aToldSession(council);
		await ownerQuery(
			`insert into attendances (operator_id, id, session_id, person_id, name, actor_group, added_at)
			values ($1, gen_random_uuid(), $2, $3, '井田', 'civicGroup', now())`,
			[council.operatorId, id, ida.personId],
		);
		await ownerQuery(
			`insert into preparations (operator_id, id, session_id, organisation_id, asked_at)
			values ($1, gen_random_uuid(), $2, $3, now())`,
			[council.operatorId, nextId, group],
		);
		await send(as(council.sato), { id, secret: newSecret() });
		const [mail] = await mailsOf(council);
		expect(mail?.to_address).toBe('ida@example.jp');
		expect(mail?.body).toContain('1件あります');
		expect(mail?.body).toContain(`/${council.slug}/me`);
		expect(mail?.body).not.toContain('みどりの会');
		const own = await seen(ida, (tx) => ownDigests(tx, ida));
		expect(own.map(({ sessionId }) => sessionId)).toEqual([id]);
		expect(await seen(council.ito, (tx) => ownDigests(tx, council.ito))).toEqual([]);
	});

	test('the link in a letter stops the next ones and lets them come again', async () => {
		const council = await aCouncil();
		const { id } = await aToldSession(council);
		await send(as(council.sato), { id, secret: newSecret() });
		const [mail] = await mailsOf(council);
		const link = /digests\/([\w-]{43})/.exec(mail?.body ?? '')?.[1] ?? '';
		const stopped = async () =>
			(await seen(council.visitor, (tx) => letterOrRefuse(tx, council.visitor, link))).isStopped;
		expect(await stopped()).toBe(false);
		await stopDigests(as(council.visitor), { secret: link });
		expect(await stopped()).toBe(true);
		expect((await workOn(council.sato, id)).readers).toBe(0);
		await resumeDigests(as(council.visitor), { secret: link });
		expect((await workOn(council.sato, id)).readers).toBe(1);
		await expect(stopDigests(as(council.visitor), { secret: newSecret() })).rejects.toMatchObject({
			code: 'not-found',
		});
		const other = await aCouncil();
		await expect(stopDigests(as(other.visitor), { secret: link })).rejects.toMatchObject({
			code: 'not-found',
		});
		const kept = await ownerQuery<{ all: string }>(
			`select concat(l::text, s::text) as all from digest_letters l left join digest_stops s using (operator_id)
			where l.operator_id = $1`,
			[council.operatorId],
		);
		expect(kept[0]?.all).not.toContain('example.jp');
		expect(kept[0]?.all).not.toContain(link);
	});
});

describe('what it says', () => {
	test('what was agreed for everybody, what is parked until it is settled, what comes next', async () => {
		const council = await aCouncil();
		const forumId = await aRunningForum(council);
		const { id } = await aRunningSession(council.sato, { forumId });
		await addDecision(as(council.sato), {
			...{ id, text: '内々に区へ聞く', isPublic: '', actorGroups: ['residents'] },
		});
		await addResults(as(council.sato), {
			id,
			kind: 'openPoint',
			results: 'だれが鍵を持つか\n雨の日',
		});
		await ownerQuery(
			`update sessions set state = 'published', report = '話しました', report_approved_at = now(), published_at = now() where id = $1`,
			[id],
		);
		const told = () => seen(council.visitor, (tx) => digestOf(tx, council.operatorId, id));
		expect(await told()).toMatchObject({
			agreed: [],
			parked: [{ text: 'だれが鍵を持つか' }, { text: '雨の日' }],
			next: null,
		});
		// they come up again by themselves at the next session, and there one is settled
		const next = await planSession(
			as(council.sato),
			aSessionForm({ forumId, title: '次の話', when: '令和9年1月20日' }),
		);
		const again = await seen(council.sato, async (tx) =>
			listOpenPoints(tx, council.sato, await sessionOrRefuse(tx, council.sato, next.id)),
		);
		expect(again.map(({ text }) => text)).toEqual(['だれが鍵を持つか', '雨の日']);
		expect((await told()).next).toBeNull();
		await announceSession(as(council.sato), { id: next.id, withRegistration: 'yes' });
		expect((await told()).next).toMatchObject({ id: next.id, placeName: '灯山会館' });
		await ownerQuery(`update sessions set state = 'open' where id = $1`, [next.id]);
		await settlePoint(as(council.sato), { id: next.id, resultId: again[0]?.id });
		expect((await told()).parked.map(({ text }) => text)).toEqual(['雨の日']);
	});

	test('those without mail are for the staff, who get the paper; everybody else finds nothing', async () => {
		const council = await aCouncil();
		const { id } = await aToldSession(council);
		const page = await workOn(council.sato, id);
		expect(page.onPaper).toEqual([
			{ name: '山本', organisation: '', telephone: '', fax: '03-0000-0001' },
		]);
		for (const actor of [council.ito, council.ono, council.visitor])
			await expect(workOn(actor, id)).rejects.toMatchObject({ code: 'not-found' });
	});

	test('it is offered to the staff once the report is published, until it was sent', async () => {
		const council = await aCouncil();
		const { id } = await aToldSession(council);
		const offered = (actor: Actor) =>
			seen(actor, async (tx) => isOffered(tx, actor, await sessionOrRefuse(tx, actor, id)));
		expect(await offered(council.sato)).toBe(true);
		expect(await offered(council.visitor)).toBe(false);
		await send(as(council.sato), { id, secret: newSecret() });
		expect(await offered(council.sato)).toBe(false);
	});

	test('somebody signs up for the next session and is written to after it', async () => {
		const council = await aCouncil();
		const forumId = await aRunningForum(council);
		const { id } = await aWrittenSession(council.sato, { forumId });
		await ownerQuery(`update sessions set state = 'registration' where id = $1`, [id]);
		await signUp(as(council.visitor), aSignUp(id, { email: 'kita@example.jp' }));
		await ownerQuery(
			`update sessions set state = 'published', report_approved_at = now(), published_at = now() where id = $1`,
			[id],
		);
		expect((await workOn(council.sato, id)).readers).toBe(1);
	});
});
