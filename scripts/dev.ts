/** `npm run dev -- --port 5173`: the pages as they are edited, on a database of their own. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { aboutSetup, failPlainly, layGround, root, takeDataFolder } from './groundwork.ts';

const { values } = parseArgs({
	options: { port: { type: 'string' }, empty: { type: 'boolean', default: false } },
});
const host = process.env.HOST ?? '127.0.0.1';
const port = Number(values.port ?? process.env.PORT ?? 5173);
const origin = process.env.PUBLIC_ORIGIN ?? `http://localhost:${port}`;

let stopping = false;
const address = { host, port, origin };
const ground = await takeDataFolder(address, () => stopping)
	.then((folder) =>
		layGround({ folder, address, seed: !values.empty, say: (line) => console.log(`· ${line}`) }),
	)
	.catch(failPlainly);

if (ground.setupCode) console.log(aboutSetup(address, ground.setupCode));

const vite = spawn(
	process.execPath,
	[
		join(root, 'node_modules/vite/bin/vite.js'),
		'dev',
		'--host',
		host,
		'--port',
		String(port),
		'--strictPort',
	],
	{
		cwd: root,
		env: { ...ground.environment, NODE_ENV: 'development' },
		stdio: ['ignore', 'inherit', 'inherit'],
	},
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.on(signal, () => {
		stopping = true;
		vite.kill('SIGTERM');
	});
}
vite.once('exit', (code) => {
	stopping = true;
	void ground.stop().then(() => process.exit(code ?? 0));
});
