# The sidecar alone, as it is packed. Two volumes, because a backup of the data must never hold the keys:
#   docker build -t lethe .
#   docker run --read-only --tmpfs /tmp --cap-drop ALL --stop-timeout 30 \
#     -v lethe-data:/var/lib/lethe -v lethe-keys:/etc/lethe -p 127.0.0.1:7380:7380 lethe
# To pin the base by its content too: docker buildx imagetools inspect node:24.21.0-slim, then
#   docker build --build-arg NODE=24.21.0-slim@sha256:… -t lethe .
ARG NODE=24.21.0-slim

FROM node:${NODE} AS product
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
# Scripts would fetch a Node for development; the image brings its own.
RUN npm ci --ignore-scripts
COPY . .
RUN node node_modules/typescript/bin/tsc -p tsconfig.build.json
RUN mkdir packed && npm pack --ignore-scripts --pack-destination packed && tar -xzf packed/lethe-*.tgz -C packed

FROM node:${NODE} AS dependencies
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts

FROM node:${NODE}
LABEL org.opencontainers.image.title="Lethe" \
      org.opencontainers.image.licenses="Apache-2.0"
# 8 MB for new objects: by its own choice Node takes 314 MB for a sidecar with nothing in it, so 190.
ENV NODE_ENV=production \
    NODE_OPTIONS=--max-semi-space-size=8 \
    LETHE_HOST=0.0.0.0 \
    LETHE_DATA=/var/lib/lethe/data \
    LETHE_KEYS=/etc/lethe/keys
WORKDIR /opt/lethe
COPY --from=dependencies /build/node_modules node_modules
COPY --from=product /build/packed/package ./
# The one user, by number, so that an orchestrator sees that it is not root.
RUN chmod 755 plugin/bin.js && ln -s /opt/lethe/plugin/bin.js /usr/local/bin/lethe && install -d -o 1000 -g 1000 -m 700 /var/lib/lethe /etc/lethe
USER 1000:1000
VOLUME /var/lib/lethe /etc/lethe
EXPOSE 7380 7381
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.LETHE_PORT || 7380}/health/ready`).then(a => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
# Give it longer than LETHE_STOP_GRACE_MS: docker stop --time 30.
STOPSIGNAL SIGTERM
ENTRYPOINT ["lethe"]
CMD ["start"]
