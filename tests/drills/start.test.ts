import { once } from 'node:events';
import { createServer } from 'node:net';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { aDataFolder, countServers, freePort, startProgram } from '#test/program.ts';
import { ensureBuild } from '../../scripts/build.ts';

beforeAll(() => ensureBuild(console.log), 300_000);

test('the second start is a matter of seconds', { timeout: 120_000 }, async () => {
	const [dataFolder, port] = [aDataFolder(), await freePort()];
	const first = await startProgram(dataFolder, port);
	expect(first.exitCode(), first.output()).toBeNull();
	await first.end();
	expect(first.output()).toContain('データは残っています');
	expect(countServers(dataFolder)).toBe(0);

	const second = await startProgram(dataFolder, port);

	console.log(`second start: ${Math.round(second.millisecondsToReady)} ms`);
	expect(second.exitCode(), second.output()).toBeNull();
	expect(second.millisecondsToReady).toBeLessThan(15_000);
	expect((await fetch(second.origin)).status).toBe(200);
});

test('a second program on the same data says so and leaves the first alone', async () => {
	const dataFolder = aDataFolder();
	const first = await startProgram(dataFolder, await freePort());
	const second = await startProgram(dataFolder, await freePort());

	expect(second.exitCode()).toBe(1);
	expect(second.output()).toContain('使用中です');
	expect(second.output()).toContain('already in use');
	expect(second.output()).not.toMatch(/^\s+at /m);
	expect((await fetch(first.origin)).status).toBe(200);
	expect(countServers(dataFolder)).toBe(1);
});

test('a port that is taken is named in a plain sentence', async () => {
	const port = await freePort();
	const other = createServer().listen(port, '127.0.0.1');
	await once(other, 'listening');
	onTestFinished(() => void other.close());

	const program = await startProgram(aDataFolder(), port);

	expect(program.exitCode()).toBe(1);
	expect(program.output()).toContain(`PORT=${port + 1} npm start`);
	expect(program.output()).not.toMatch(/^\s+at /m);
});
