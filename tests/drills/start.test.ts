import { once } from 'node:events';
import { createServer } from 'node:net';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { aDataFolder, freePort, startProgram } from '#test/program.ts';
import { ensureBuild } from '../../scripts/build.ts';

beforeAll(() => ensureBuild(console.log), 300_000);

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
