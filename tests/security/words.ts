/** Words of a machine: where the program broke, or what it asked the database. */
export const machineWords =
	/\bat \S+ \(|node_modules|\.(?:ts|js):\d+:\d+|\bselect .* from |drizzle|postgres|ECONN|TypeError|SQLSTATE/i;
