/** Several tables of one hall at once: some lose their connection, a facilitator's browser dies, a code is scanned twice. */
import {
	council,
	expect,
	mark,
	noBarriers,
	signIn,
	test,
	who,
	words,
} from '../support/journeys.ts';
import {
	draft,
	enterHall,
	kindOf,
	noteOn,
	openHall,
	reword,
	secondWindow,
	write,
} from '../support/hall.ts';

test('four tables write at once, two of them without a connection: nothing is lost', async ({
	page,
	walker,
	browser,
	javaScriptEnabled,
}, info) => {
	test.slow();
	const word = mark();
	const isLive = javaScriptEnabled !== false;
	await walker.signInAs(who.office);
	const { session, code } = await openHall(walker, page, word);
	await walker.visit(`${session}/run`);
	await walker.send(words('facilitation_start_and_open'));

	const kind = kindOf(info, page, isLive);
	const hall = await Promise.all(
		['1', '2', '3', '4'].map((table) =>
			enterHall(browser, kind, { code, table, name: `${word}${table}` }),
		),
	);
	const [first, second, third, fourth] = hall;
	if (!first || !second || !third || !fourth) throw new Error('four tables');
	const away = [third, fourth];
	const now = first.phone.url();
	const board = new URL(now).pathname.replace('/now', '');
	// a phone shows its own table first; here all look at all of them, and still write for their own
	await Promise.all(hall.map(({ phone }) => phone.goto(`${board}?table=0`)));
	await write(first.phone, `${word}の鍵`);
	for (const { phone } of hall) {
		if (!isLive) await phone.reload();
		await expect(noteOn(phone, `${word}の鍵`)).toBeVisible();
	}
	const wall = await secondWindow(browser, kind, page);
	await wall.goto(`${board}?screen`);

	// two tables lose their connection; everybody rewords what all had seen, and writes a note of their own
	if (isLive) await Promise.all(away.map(({ context }) => context.setOffline(true)));
	await reword(third.phone, `${word}の鍵`, `${word}の鍵を3卓が預かる`);
	await reword(fourth.phone, `${word}の鍵`, `${word}の鍵を4卓が預かる`);
	const send = await draft(second.phone, `${word}の鍵`, `${word}の鍵を2卓が預かる`);
	await reword(first.phone, `${word}の鍵`, `${word}の鍵を1卓が預かる`);
	if (isLive) await expect(noteOn(second.phone, `${word}の鍵を1卓が預かる`)).toBeVisible();
	await send();
	for (const [at, { phone }] of hall.entries()) await write(phone, `${word}の${at + 1}卓から`);
	if (isLive) {
		for (const { phone } of away) {
			await expect(phone.locator('.board-line')).toHaveText(
				words('boards_line_waiting', { count: 2 }),
			);
			await noBarriers(phone);
		}
		await expect(noteOn(wall, `${word}の2卓から`)).toBeVisible();
		await expect(noteOn(wall, `${word}の3卓から`)).toHaveCount(0);
		await Promise.all(away.map(({ context }) => context.setOffline(false)));
	}

	// everything is everywhere: a note of each table, and all four wordings on one note
	for (const place of [wall, ...hall.map(({ phone }) => phone)]) {
		if (!isLive) await place.reload();
		for (const table of ['1', '2', '3', '4'])
			await expect(noteOn(place, `${word}の${table}卓から`)).toHaveCount(1);
		const shared = noteOn(place, `${word}の鍵`);
		await expect(shared.locator('.note-other')).toHaveCount(3);
		for (const table of ['1', '2', '3', '4'])
			await expect(shared).toContainText(`${word}の鍵を${table}卓が預かる`);
	}
	if (isLive) {
		for (const { phone } of away)
			await expect(phone.locator('.board-line')).toHaveText(words('boards_line_open'));
		await noBarriers(wall);
	}

	// what the tables wrote is told to everybody, and the browser of whoever began it dies
	const desk = await browser.newContext(kind);
	const begun = await desk.newPage();
	await signIn(begun, who.secondEye);
	await begun.goto(`${council}${session}/run`);
	await begun.getByText(words('facilitation_turns_begin')).click();
	await begun.locator('[name=of][value=tables]').check();
	await begun.getByRole('button', { name: words('facilitation_turns_do') }).click();
	const next = (table: number) =>
		words('facilitation_turn_next', { name: words('boards_table', { number: table }) });
	await expect(begun.getByRole('button', { name: next(2) })).toBeVisible();
	await desk.close();

	// the hall goes on, and so does the next one who sits down at the console
	await wall.goto(`${council}${session}/run/screen`);
	await expect(wall.getByText(`${word}の1卓から`)).toBeVisible();
	await walker.visit(`${session}/run`);
	await walker.send(next(2));
	if (!isLive) await wall.reload();
	await expect(wall.getByText(`${word}の2卓から`)).toBeVisible();
	await write(first.phone, `${word}はまだ続く`);
	await expect(noteOn(first.phone, `${word}はまだ続く`)).toBeVisible();
	await wall.context().close();
	await Promise.all(hall.map(({ context }) => context.close()));
});

test('the code scanned again leads back into the hall; on a second device it is another seat', async ({
	page,
	walker,
	browser,
	javaScriptEnabled,
}, info) => {
	const word = mark();
	const isLive = javaScriptEnabled !== false;
	await walker.signInAs(who.office);
	const { session, code } = await openHall(walker, page, word);
	const kind = kindOf(info, page, isLive);
	const { context, phone } = await enterHall(browser, kind, { code, name: word });
	const board = phone.url();

	// letters that are made of several, and a text that is far too long: the first is kept, the second given back
	const letters = `${word}👨‍👩‍👧‍👦と葛󠄀城`;
	await write(phone, letters);
	await expect(noteOn(phone, letters)).toBeVisible();
	const long = 'あ'.repeat(10_000);
	await write(phone, long);
	await expect(phone.getByText(words('boards_text_too_long'))).toBeVisible();
	if (isLive) await expect(phone.locator('.note-new [name=text]').first()).toHaveValue(long);
	else await expect(phone.getByText(long)).toBeVisible();

	// the page was lost, and the code is still on the wall
	await phone.goto(`${council}/hall/${code}`);
	await expect(phone.getByText(words('boards_hall_inside', { name: word }))).toBeVisible();
	if (isLive) await noBarriers(phone);
	await phone.getByRole('link', { name: words('boards_hall_go_on') }).click();
	await expect(noteOn(phone, letters)).toBeVisible();

	// the address of the board opens nothing elsewhere, but says where to come in
	const other = await browser.newContext(kind);
	const tablet = await other.newPage();
	expect((await tablet.goto(board))?.status()).toBe(404);
	await tablet.getByRole('link', { name: words('boards_hall_title') }).click();
	await expect(tablet.locator('[name=code]')).toBeVisible();
	await other.close();

	// a second device is somebody of its own, whom the facilitator tells apart and shows out
	const twice = await enterHall(browser, kind, { code, name: word });
	await walker.visit(`${session}/hall`);
	await expect(page.getByText(words('boards_work_same_name', { names: word }))).toBeVisible();
	await page
		.locator('.board-people li')
		.last()
		.getByRole('button', { name: words('boards_work_remove') })
		.click();
	await expect(page.getByText(words('boards_work_same_name', { names: word }))).toHaveCount(0);
	expect((await twice.phone.reload())?.status()).toBe(404);
	expect((await phone.reload())?.status()).toBe(200);
	await twice.context.close();
	await context.close();
});
