/** Texts become a 地域課題, a second person shares it, people talk about it, and what hurts is hidden (c, d). */
import { council, expect, mark, test, who, words } from '../support/journeys.ts';
import { groupInto, publishedTexts } from '../support/told.ts';

test('three texts become an issue that is shared, talked about and looked after', async ({
	page,
	walker,
}) => {
	test.slow();
	const word = mark();
	await publishedTexts(
		page,
		walker,
		['公園', '駅前', '坂道'].map((place) => `${place}の${word}が夕方に暗く、心配です`),
	);
	await walker.signInAs(who.desk);
	const id = await groupInto(page, walker, word);
	const desk = `/desk/issues/${id}`;

	// whoever wrote it cannot share it, and nobody else sees it yet
	await walker.visit(desk);
	await expect(page.getByText(words('issues_desk_own_text'))).toBeVisible();
	await expect(page.getByRole('main')).toContainText('3');
	await walker.signOut();
	expect((await page.request.get(`${council}/issues/${id}`)).status()).toBe(404);

	await walker.signInAs(who.secondEye);
	await walker.visit('/desk/issues');
	await walker.visit(desk);
	await walker.send(words('issues_desk_move_send'), { act: 'share' });
	await expect(page.getByRole('alert')).toContainText(words('issues_not_checked'));
	await walker.send(words('issues_desk_move_send'), { act: 'share', checked: true });
	await expect(page.getByRole('status').first()).toContainText(words('done_issues_moved'));

	// in public the number of voices is masked
	await walker.signOut();
	await walker.visit(`/issues/${id}`);
	await expect(page.getByText(words('issues_voices_masked')).first()).toBeVisible();
	await expect(page.getByText(words('issues_state_shared')).first()).toBeVisible();
	await expect(page.getByText(words('issues_comment_how_text'))).toBeVisible();

	await walker.signInAs(who.resident);
	await walker.visit(`/issues/${id}`);
	const comment = `うちの前の灯りを、夜まで点けておけます。${word}`;
	await walker.send(words('issues_comment_send'), { body: comment, alias: '坂の上' });
	await expect(page.getByText(comment)).toBeVisible();

	await walker.signInAs(who.newcomer);
	await walker.visit(`/issues/${id}`);
	await walker.follow(words('issues_comment_report'));
	await walker.send(words('issues_report_send'), { kind: 'person', words: 'どの家か分かります。' });
	await expect(page.getByRole('status').first()).toContainText(words('done_issues_reported'));

	await walker.signInAs(who.secondEye);
	await walker.visit('/desk/moderation');
	await walker.visit(`/issues/${id}`);
	await walker.follow(words('issues_comment_moderate'));
	await expect(page.getByText('どの家か分かります。')).toBeVisible();
	await walker.send(words('issues_moderation_hide'), { reason: '家が分かるため' });
	await expect(page.getByText(words('issues_moderation_act_hide')).first()).toBeVisible();

	await walker.signOut();
	await walker.visit(`/issues/${id}`);
	await expect(
		page.getByText(words('issues_comment_hidden', { reason: '家が分かるため' })),
	).toBeVisible();
	await expect(page.getByText(comment)).toHaveCount(0);
});
