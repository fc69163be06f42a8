# おたがいさま in one container: pages, worker and the embedded PostgreSQL. Everything that lasts lies in /data.
FROM node:24-bookworm-slim AS made
WORKDIR /app
COPY . .
# the pages are built here, then the tools for building are left behind
RUN npm ci && npm run build && npm prune --omit=dev --ignore-scripts && npm cache clean --force
# of the nine weights of the second font papers use two (src/lib/papers/server/fonts.ts); the others are 38 MB
RUN cd node_modules/@expo-google-fonts/noto-sans-jp \
    && rm -rf 100Thin 200ExtraLight 300Light 500Medium 600SemiBold 800ExtraBold 900Black

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    OTAGAISAMA_DATA=/data
WORKDIR /app
COPY --from=made --chown=root:root /app /app
# PostgreSQL refuses to run as root; the image brings the user "node"
RUN mkdir /data && chown node:node /data && chmod 711 /data
USER node
VOLUME /data
EXPOSE 3000
# a request under way is answered, open transactions end: at most about fifteen seconds
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/readyz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "scripts/run.js", "start", "--empty"]
