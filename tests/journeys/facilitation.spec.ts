/** A session is run: from step to step, on the console, the wall and the phones of the hall; what is parked comes back. */
import type { Page } from '@playwright/test';
import {
	council,
	expect,
	mark,
	noBarriers,
	test,
	who,
	words,
	type Walker,
} from '../support/journeys.ts';
import { codeOn, enterHall, kindOf, noteOn, secondWindow, write } from '../support/hall.ts';

/** A forum whose first session takes sign-ups; gives the addresses of the first and the second session. */
async function aForumOfTwo(walker: Walker, word: string): Promise<[string, string]> {
	await walker.visit('/desk/forums/new');
	await walker.send(words('gatherings_forum_plan_do'), {
		...{ name: `${word}を話す場`, purpose: '夕方の明るさを、立場をこえて話します。' },
		...{ themes: '夕方の灯り', targets: '灯山で活動している方' },
	});
	const forum = walker.here();
	await walker.send(words('gatherings_start_do'), {
		...{ seenExisting: true, withSessions: true, first: '令和9年1月頃' },
	});
	await walker.follow(words('gatherings_course_1_title'));
	const first = walker.here();
	await walker.send(words('gatherings_date_do'), { when: '令和9年1月20日' });
	await walker.send(words('gatherings_announce_do'));
	await walker.visit(forum);
	await walker.follow(words('gatherings_course_2_title'));
	return [first, walker.here()];
}

test('the hall goes from step to step, and what was put aside comes back next time', async ({
	page,
	walker,
	browser,
	javaScriptEnabled,
}, info) => {
	test.slow();
	const word = mark();
	const isLive = javaScriptEnabled !== false;
	await walker.signInAs(who.office);
	const [session, nextSession] = await aForumOfTwo(walker, word);
	await walker.visit(`${session}/hall`);
	await walker.send(words('boards_work_open_do'));
	const code = await codeOn(page);
	await walker.visit(`${session}/seating`);
	for (const calledName of ['もみじ', 'さくら', '髙﨑 そのえ'])
		await walker.send(words('seating_add_do'), { calledName });
	await walker.send(words('seating_plan_do'));

	// before it begins
	await walker.visit(`${session}/run`);
	const kind = kindOf(info, page, isLive);
	const wall = await secondWindow(browser, kind, page);
	await wall.goto(`${council}${session}/run/screen`);
	await expect(wall.locator('.board-code')).toBeVisible();
	await walker.send(words('facilitation_start_and_open'));

	const { context, phone } = await enterHall(browser, kind, { code, name: word, table: '1' });
	await expect(phone).toHaveURL(/\/now/);
	const now = phone.url();

	// つぎへ: the wall and the phone follow by themselves where scripts run
	const follows = async (other: Page, text: string) => {
		if (!isLive) await other.reload();
		await expect(other.getByText(text).first()).toBeVisible();
	};
	const next = page.locator('.run-next button');
	const steps = page.locator('.run-steps > li');
	await expect(steps.nth(0)).toHaveAttribute('aria-current', 'step');
	await next.click();
	await expect(steps.nth(1)).toHaveAttribute('aria-current', 'step');
	const second = await steps.nth(1).locator('.run-step-name').innerText();
	await follows(wall, second);
	await follows(phone, second);
	await walker.look();
	if (isLive) await noBarriers(wall);
	if (isLive) await noBarriers(phone);

	// the same press from an old page moves nothing
	const old = await secondWindow(browser, kind, page);
	await old.goto(`${council}${session}/run`);
	await next.click();
	await expect(steps.nth(2)).toHaveAttribute('aria-current', 'step');
	await expect(old.locator('.run-next')).toBeVisible();
	await old.context().close();
	await walker.send(words('facilitation_previous'));
	await expect(steps.nth(1)).toHaveAttribute('aria-current', 'step');

	// everybody at the table in turn
	await page.getByText(words('facilitation_turns_begin')).click();
	await walker.send(words('facilitation_turns_do'));
	await follows(phone, words('facilitation_seat', { number: 1 }));
	const turn = words('facilitation_turn_next', { name: words('facilitation_seat', { number: 2 }) });
	await walker.send(turn);
	await follows(phone, words('facilitation_seat', { number: 2 }));
	await follows(wall, words('facilitation_seat', { number: 2 }));
	await walker.send(words('facilitation_turns_end'));

	// the clock stands still, and gets more time
	await walker.send(words('facilitation_pause'));
	await follows(wall, words('facilitation_paused'));
	await walker.send(words('facilitation_resume'));
	await walker.send(words('facilitation_minutes_5'));
	await walker.send(words('facilitation_minutes_5'));
	await expect(page.locator('.run-delay-late')).toBeVisible();

	// parked in one line
	await walker.send(words('facilitation_park_do'), { results: `${word}の鍵の当番` });
	await expect(page.locator('.run-parked')).toContainText(`${word}の鍵の当番`);

	// the seats and the way in, on the wall
	await walker.send(words('facilitation_show_seats'));
	await follows(wall, '髙﨑 そのえ');

	// what a table wrote is told to everybody
	await phone.getByRole('link', { name: words('facilitation_phone_board') }).click();
	await write(phone, `${word}は暗い`);
	await expect(noteOn(phone, `${word}は暗い`)).toBeVisible();
	await page.getByText(words('facilitation_turns_begin')).click();
	await walker.send(words('facilitation_turns_do'), { of: 'tables' });
	await follows(wall, `${word}は暗い`);

	// another browser, another facilitator: the session goes on where it is
	await walker.visit(`${session}/run`);
	await expect(steps.nth(1)).toHaveAttribute('aria-current', 'step');

	// shown out: the phone hears nothing more
	await phone.goto(now);
	await walker.visit(`${session}/hall`);
	const row = page.locator('.board-people li').filter({ hasText: word });
	await row.getByRole('button', { name: words('boards_work_remove') }).click();
	if (isLive) await expect(phone.getByText(words('facilitation_gone'))).toBeVisible();
	expect((await phone.reload())?.status()).toBe(404);
	await context.close();

	// to the end, and on to the record
	await walker.visit(`${session}/run`);
	const left = (await steps.count()) - 2;
	for (let step = 0; step <= left; step++) {
		await next.click();
		if (step < left) await expect(steps.nth(2 + step)).toHaveAttribute('aria-current', 'step');
	}
	await expect(page.getByText(words('facilitation_over_title')).first()).toBeVisible();
	await follows(wall, words('facilitation_over_title'));
	await wall.context().close();
	await walker.visit(`${session}/run`);
	await page.getByRole('button', { name: words('facilitation_end_do') }).click();
	await expect(page).toHaveURL(/\/report/);
	await walker.visit(`${session}/run`);

	// what was put aside comes up again by itself
	await walker.visit(`${nextSession}/run`);
	await expect(page.getByText(`${word}の鍵の当番`)).toBeVisible();
	await walker.visit(`${nextSession}/agenda`);
	await expect(page.getByText(`${word}の鍵の当番`).first()).toBeVisible();
});
