/** 地域の働き: what a session found missing is seen by area, and what exists is listed before anything begins. */
import { expect, mark, test, who, words } from '../support/journeys.ts';
import { sessionUnderWay } from '../support/told.ts';

test('what a session found missing stands in the table of the area and goes on from there', async ({
	page,
	walker,
}) => {
	test.slow();
	const word = mark();
	await walker.signInAs(who.office);
	const session = await sessionUnderWay(walker, `${word}を話す会`);
	await walker.visit(`${session}/results`);
	await walker.send(words('gatherings_results_do'), {
		...{ kind: 'missingFunction', results: `${word}まで送る車がない` },
	});
	await walker.follow(words('functions_take_title'));
	await walker.send(words('functions_take_submit'));
	await expect(page.getByRole('alert')).toContainText(words('functions_function_missing'));
	await walker.send(words('functions_take_submit'), {
		...{ newName: `${word}の送迎`, areaId: '灯山', standing: 'missing' },
	});
	await expect(page.getByText(words('functions_take_there'))).toBeVisible();

	// by area; nobody having looked is something else than nothing being there
	await walker.visit(`/functions?q=${encodeURIComponent(word)}`);
	const row = page.getByRole('row').filter({ hasText: `${word}の送迎` });
	await expect(row.locator('td[data-label="灯山"]')).toContainText(
		words('functions_coverage_missing'),
	);
	await expect(row.getByText(words('functions_coverage_unknown')).first()).toBeVisible();
	await walker.follow(`${word}の送迎`);
	await walker.follow(words('functions_desk'));
	await walker.send(words('functions_add_submit'), {
		...{ who: `${word}の会`, what: '月に一度、車を出しています。', areaId: '灯山' },
		strength: 'little',
	});
	await expect(page.locator('#who')).toContainText(`${word}の会`);
	await walker.visit(`/functions?q=${encodeURIComponent(word)}`);
	await expect(row.locator('td[data-label="灯山"]')).toContainText(`${word}の会`);

	// it goes on to the next talk as an open point
	await walker.follow(`${word}の送迎`);
	await walker.follow(words('functions_desk'));
	await page.locator('#gaps').getByRole('link').first().click();
	await walker.look();
	await walker.send(words('functions_carry_submit'), { sessionId: `${word}を話す会` });
	await expect(page.getByRole('status').first()).toContainText(words('done_functions_carried'));

	// who looks for it finds it; what the talk found is not for everybody before its report is
	await walker.signOut();
	await walker.visit(`/functions/existing?q=${encodeURIComponent(`${word}の送迎`)}`);
	await expect(page.getByRole('main')).toContainText(`${word}の会`);
	await walker.visit(`/functions?q=${encodeURIComponent(word)}`);
	await walker.follow(`${word}の送迎`);
	await expect(page.getByRole('main')).not.toContainText(`${word}まで送る車がない`);
});

test('nothing new begins before somebody has looked at what exists', async ({ page, walker }) => {
	const word = mark();
	await walker.signInAs(who.office);
	await walker.visit('/desk/forums/new');
	await walker.send(words('gatherings_forum_plan_do'), {
		...{ name: `${word}を話す場`, purpose: '子どもが夕方に過ごせる居場所を話します。' },
		...{ themes: '子どもの夕方の居場所', targets: '灯山で活動している方' },
	});
	await expect(page.locator('.functions-covers > li').first()).toBeVisible();
	await walker.send(words('gatherings_start_do'));
	await expect(page.getByRole('alert')).toContainText(words('gatherings_existing_not_seen'));
	await walker.send(words('gatherings_start_do'), { seenExisting: true });
	await expect(page.getByText(words('gatherings_start_do'))).toHaveCount(0);

	await walker.signInAs(who.resident);
	await walker.visit('/issues');
	const [issue = ''] = await walker.linksTo(/^\/issues\/[0-9a-f-]{36}$/);
	await walker.visit(`/platforms/new?issues=${issue.split('/').pop() ?? ''}`);
	await expect(page.locator('.functions-covers > li').first()).toBeVisible();
	await walker.send(words('platforms_call_submit'), {
		...{ purpose: `${word}をする`, successCondition: 'できたとき', name: word },
	});
	await expect(page.getByRole('alert')).toContainText(words('platforms_existing_not_seen'));
});
