/** Out of an issue to a プラットフォーム, its success, its end, and the outcome that stays (f, g). */
import { council, expect, formOf, mark, test, who, words } from '../support/journeys.ts';
import { sharedIssue } from '../support/told.ts';

test('a platform is called, joined, reaches its purpose and is celebrated', async ({
	page,
	walker,
}) => {
	test.setTimeout(300_000);
	const word = mark();
	const issue = await sharedIssue(page, walker, word);
	await walker.visit(`/desk/issues/${issue}`);
	await walker.send(words('issues_desk_move_send'), { act: 'deliberate' });

	// purpose and condition are asked for; an organisation is invited, nobody is made a member
	await walker.signInAs(who.resident);
	await walker.visit(`/platforms/new?issues=${issue}`);
	await walker.send(words('platforms_call_submit'), { seenExisting: true });
	await expect(page.getByRole('alert')).toContainText(words('platforms_purpose_missing'));
	await expect(page.getByRole('alert')).toContainText(words('platforms_condition_missing'));
	await walker.send(words('platforms_call_submit'), {
		...{ purpose: `夕方の${word}を明るくする`, successCondition: '毎日だれかが夕方にいる' },
		...{ name: `${word}の灯りの会`, nameKana: word, displayName: '坂の上', roles: '見まわり' },
	});
	const platform = walker.here();
	await walker.visit(`${platform}/call`);
	await walker.send(words('platforms_open'));
	await walker.visit(`${platform}/members`);
	await walker.send(words('platforms_invite_submit'), { organisation: '埠頭ネット' });
	await expect(
		page.getByText(words('platforms_invited_waits', { name: 'NPO法人 埠頭ネット' })),
	).toBeVisible();

	await walker.signInAs(who.network);
	await walker.visit('/me');
	await walker.visit(platform);
	await walker.visit(`${platform}/join`);
	await walker.send(words('platforms_accept'), { roles: '広報' });
	await expect(page.getByRole('status').first()).toContainText(words('done_platforms_joined'));

	// any member begins, writes actions and progress: equal rights
	await walker.visit(`${platform}/call`);
	await walker.send(words('platforms_activate'));
	await walker.visit(`${platform}/actions`);
	await walker.send(words('platforms_add_action'), { what: `火曜に${word}に立つ`, due: '1月頃' });
	await walker.send(words('platforms_move_take'));
	await walker.visit(`${platform}/progress`);
	await walker.send(words('platforms_progress_submit'), {
		...{ progress: '平日は毎日だれかがいるようになりました。', stage: 'act' },
	});
	await walker.visit(`${platform}/finish`);
	await walker.send(words('platforms_ask_submit'), {
		...{ kind: 'achieve', words: 'ひと月のあいだ、毎日だれかがいました。' },
	});
	await agree();
	await walker.signInAs(who.resident);
	await walker.visit(platform);
	await walker.visit(`${platform}/finish`);
	await agree();
	await expect(page.getByText(words('platforms_achieved_next'))).toBeVisible();

	await walker.visit(`${platform}/finish`);
	await walker.send(words('platforms_dissolve_submit'), {
		...{
			reached: '毎日おとながいる公園になりました。',
			remains1: '冬の当番',
			thanks: 'ありがとう。',
		},
		...{ title: `${word}が明るくなった`, kind: 'life', evidence: '当番の表を数えました。' },
		...{ resolved: [issue] },
	});
	await expect(page.getByRole('status').first()).toContainText(words('done_platforms_dissolved'));

	await walker.signOut();
	await walker.visit(platform);
	await expect(page.getByText('毎日おとながいる公園になりました。').first()).toBeVisible();
	await walker.visit(`/platforms/achieved?q=${encodeURIComponent(word)}`);
	await expect(page.getByRole('link', { name: `${word}の灯りの会` }).first()).toBeVisible();

	// the outcome: not by whoever wrote it
	await walker.signInAs(who.resident);
	await walker.visit('/outcomes/waiting');
	await walker.follow(`${word}が明るくなった`);
	const outcome = walker.here();
	await expect(page.getByText(words('outcomes_needs_other'))).toBeVisible();
	await walker.signInAs(who.network);
	await walker.visit(outcome);
	await walker.send(words('outcomes_publish'));
	await expect(page.getByRole('status').first()).toContainText(words('done_outcomes_published'));

	// the whole thread in one click, for everybody and for staff
	await walker.signOut();
	await walker.visit(outcome);
	await walker.visit(`/trace/issue/${issue}`);
	const thread = page.getByRole('main');
	await expect(thread).toContainText(words('trace_voices_few'));
	await expect(thread).toContainText(`${word}の灯りの会`);
	await expect(thread).toContainText(`${word}が明るくなった`);
	expect(await thread.locator('a[href*="/desk/concerns/"]').count()).toBe(0);
	await walker.visit(`/trace/outcome/${outcome.split('/').pop() ?? ''}`);
	await expect(thread).toContainText(`夕方の${word}が暗い`);
	await walker.signInAs(who.secondEye);
	await walker.visit(`/trace/issue/${issue}`);
	expect(await thread.locator('a[href*="/desk/concerns/"]').count()).toBeGreaterThanOrEqual(3);
	await page.goto(`${council}/issues/${issue}`);
	await expect(page.getByText(words('issues_state_resolved')).first()).toBeVisible();

	async function agree() {
		await expect(formOf(page, words('platforms_answer_submit'))).toBeVisible();
		await walker.send(words('platforms_answer_submit'), { agrees: 'yes' });
	}
});
