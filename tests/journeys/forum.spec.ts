/** A 場 with the start course; its first session is held, reported by one person and approved by another (e). */
import { expect, mark, test, who, words } from '../support/journeys.ts';
import { sharedIssue } from '../support/told.ts';

test('a forum begins with four sessions, and what was said at one becomes a report', async ({
	page,
	walker,
}) => {
	test.slow();
	const word = mark();
	const issue = await sharedIssue(page, walker, word);
	await walker.signInAs(who.office);
	await walker.visit('/desk/forums/new');
	await walker.send(words('gatherings_forum_plan_do'), {
		...{ name: `${word}を話す場`, purpose: '夕方の明るさを、立場をこえて話します。' },
		...{ themes: '夕方の灯り', targets: '灯山で活動している方', issueId: issue },
	});
	const forum = walker.here();
	await walker.send(words('gatherings_start_do'), {
		...{ seenExisting: true, withSessions: true, first: '令和9年1月頃' },
	});
	for (const step of [1, 2, 3, 4])
		await expect(page.getByText(words(`gatherings_course_${step}_title`)).first()).toBeVisible();

	await walker.follow(words('gatherings_course_1_title'));
	const session = walker.here();
	// a day, so that it can be announced with registration
	await walker.send(words('gatherings_date_do'), { when: '令和9年1月20日' });
	await walker.send(words('gatherings_announce_do'));
	await expect(page.getByRole('status').first()).toContainText(words('done_gatherings_announced'));
	await walker.visit(`${session}/agenda`);
	await expect(page.locator('[name=question]').first()).toHaveValue(
		words('gatherings_course_1_pillar_1'),
	);

	// somebody without an account takes part
	await walker.signOut();
	const open = session.replace('/desk', '');
	await walker.visit(open);
	await walker.send(words('gatherings_sign_up_do'), {
		name: `坂の${word}`,
		actorGroup: 'residents',
	});
	await expect(page).toHaveURL(/\/sessions\/receipt\//);

	await walker.signInAs(who.office);
	await walker.visit(session);
	await walker.send(words('gatherings_open_do'));
	await expect(page).toHaveURL(/\/results/);
	await walker.send(words('gatherings_pillar_save'), {
		...{
			opinions: '・夕方に公園を歩いています\n・店の前の灯りを点けています',
			groupName: 'いまの動き',
		},
		summary: 'それぞれの場所に、もう灯りがある',
	});
	const said = page.getByRole('listitem').filter({ hasText: '店の前の灯りを点けています' });
	await expect(said).toBeVisible();
	// the line that sums up the question is among what came out in the same words
	await walker.send(words('gatherings_said_do'), { said: true });
	await expect(page.getByRole('main')).toContainText(words('gatherings_result_from_pillar'));
	await walker.send(words('gatherings_results_do'), { results: `${word}の見まわり\n店の灯り` });
	await walker.send(words('gatherings_decision_do'), {
		...{ text: `毎週火曜に${word}を歩く`, actorGroups: ['residents'], whoDoes: '町会' },
	});
	await expect(page.getByText(`毎週火曜に${word}を歩く`).first()).toBeVisible();

	await walker.visit(`${session}/people`);
	await walker.send(words('gatherings_tick_do'), { signUpIds: true });
	await walker.send(words('gatherings_add_do'), { actorGroup: 'residents', people: '12' });
	await expect(page.getByText(words('gatherings_people', { count: 13 })).first()).toBeVisible();
	await walker.visit(`${session}/people/list`);

	await walker.visit(session);
	await walker.send(words('gatherings_close_do'));
	await walker.visit(`${session}/report`);
	await walker.send(words('gatherings_report_save'), {
		report: `はじめての回でした。${word}の灯りについて、それぞれの動きを知りました。`,
	});
	await expect(page.getByText(words('gatherings_approve_other'))).toBeVisible();

	await walker.signInAs(who.secondEye);
	await walker.visit(`${session}/report`);
	await walker.send(words('gatherings_approve_do'));
	await walker.send(words('gatherings_publish_do'));
	await expect(page.getByRole('status').first()).toContainText(words('done_gatherings_published'));

	await walker.signOut();
	await walker.visit(open);
	await expect(page.getByText('店の前の灯りを点けています')).toBeVisible();
	await expect(page.getByRole('main')).not.toContainText(`坂の${word}`);
	await walker.visit(forum.replace('/desk', ''));
	// the issue began to be talked about by itself
	await walker.visit(`/issues/${issue}`);
	await expect(page.getByText(words('issues_state_deliberating')).first()).toBeVisible();
});
