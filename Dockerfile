# The sidecar alone. Two volumes, because a backup of the data must never hold the keys:
#   docker build -t lethe .
#   docker run -v lethe-data:/var/lib/lethe -v lethe-keys:/etc/lethe -p 127.0.0.1:7380:7380 lethe
FROM node:24-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
# Scripts would fetch a Node for development; the image brings its own.
RUN npm ci --ignore-scripts
COPY . .
RUN node node_modules/typescript/bin/tsc -p tsconfig.build.json && npm prune --omit=dev --ignore-scripts

FROM node:24-slim
ENV NODE_ENV=production \
    LETHE_HOST=0.0.0.0 \
    LETHE_DATA=/var/lib/lethe/data \
    LETHE_KEYS=/etc/lethe/keys
WORKDIR /opt/lethe
COPY --from=build /build/package.json /build/manifest.json /build/LICENSE ./
COPY --from=build /build/node_modules node_modules
COPY --from=build /build/dist dist
COPY --from=build /build/openapi/lethe.yaml openapi/
COPY --from=build /build/plugin/bin.js plugin/
COPY --from=build /build/plugin/guides plugin/guides
RUN ln -s /opt/lethe/plugin/bin.js /usr/local/bin/lethe \
    && install -d -o node -g node -m 700 /var/lib/lethe /etc/lethe
USER node
VOLUME /var/lib/lethe /etc/lethe
EXPOSE 7380
HEALTHCHECK --start-period=30s CMD ["node", "-e", "fetch('http://127.0.0.1:7380/health/ready').then(a => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
# Longer than LETHE_STOP_GRACE_MS: `docker stop --time 30`.
STOPSIGNAL SIGTERM
CMD ["lethe", "start"]
