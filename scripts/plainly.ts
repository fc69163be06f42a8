import process from 'node:process';

/**
 * Runs a command whose answer is printed; what is wrong with its input is said in one line on stderr, with exit code 1,
 * because whoever typed it has no use for a stack.
 */
export async function plainly(command: () => void | Promise<void>): Promise<void> {
	try {
		await command();
	} catch (failure) {
		if (!(failure instanceof Error)) throw failure;
		const [line = ''] = failure.message.split('\n', 1);
		console.error(line);
		process.exitCode = 1;
	}
}
