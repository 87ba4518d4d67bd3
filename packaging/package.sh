# shellcheck shell=bash
# shellcheck disable=SC2154 # HOME_DIR, TARGET, APP, RUNNER and MAVEN are the launcher's
# ./tripline package: a tar.gz with the program and all that belongs beside it. Part of the launcher, which reads this file.

usage_of_package() {
    printf '%s\n' \
        'Usage: ./tripline package [--native [DIR] | --jvm]' \
        'Makes target/tripline-VERSION-PLATFORM.tar.gz: program, rules, configuration, pages, systemd unit, list of parts (SBOM).' \
        '  --native [DIR] with the native binary, built by the GraalVM of DIR or GRAALVM_HOME' \
        '  --jvm          with the application for a JVM 25; the default where no GraalVM is at hand'
}

package() {
    local kind=${1:-} version name folder time
    case $kind in
        --help | -h)
            usage_of_package
            exit 0
            ;;
        --jvm) ;;
        --native) find_graalvm "${2:-}" ;;
        '')
            kind=--jvm
            if [ -x "${GRAALVM_HOME:-}/bin/native-image" ] || command -v native-image >/dev/null 2>&1; then
                kind=--native
                find_graalvm
            fi
            ;;
        *)
            say "unknown argument '$kind' of package"
            usage_of_package >&2
            exit 2
            ;;
    esac
    # every time that is written is that of the commit
    time=$(source_time)
    version=$(sed -n 's/^  <version>\(.*\)<\/version>/\1/p' "$HOME_DIR/pom.xml")
    if [ "$kind" = --native ]; then
        build_native
        name=tripline-$version-$(uname -s | tr '[:upper:]' '[:lower:]')-$(uname -m)
    else
        build
        name=tripline-$version-jvm
    fi
    folder=$TARGET/package/$name
    rm -rf "$TARGET/package"
    mkdir -p "$folder/docs"
    if [ "$kind" = --native ]; then
        cp "$RUNNER" "$folder/tripline"
    else
        cp "$HOME_DIR/tripline" "$folder/tripline"
        cp -R "$APP" "$folder/app"
        rm -f "$folder/app/quarkus-run.jar.sources"
    fi
    cp "$HOME_DIR/packaging/tripline.service" "$folder/"
    cp -R "$HOME_DIR/rules-drl" "$folder/"
    cp "$HOME_DIR"/application.properties "$HOME_DIR"/README.md "$HOME_DIR"/CHANGELOG.md "$HOME_DIR"/SECURITY.md "$HOME_DIR"/LICENSE "$folder/"
    cp "$HOME_DIR/docs/running.md" "$folder/docs/"
    cp "$HOME_DIR/docs/receivers.md" "$folder/docs/"
    find_maven
    build_with "Listing the parts" -Dcyclonedx.skipAttach=true \
        org.cyclonedx:cyclonedx-maven-plugin:makeBom
    cp "$TARGET/sbom.cdx.json" "$folder/"
    pack "$TARGET/package" "$name" "$time" "$TARGET/$name.tar.gz"
    say "Packed."
    printf '%s\n' "$TARGET/$name.tar.gz"
}

# Seconds since the epoch: SOURCE_DATE_EPOCH, else the commit's, else none.
source_time() {
    printf '%s' "${SOURCE_DATE_EPOCH:-$(git -C "$HOME_DIR" log -1 --format=%ct 2>/dev/null || echo 0)}"
}

# pack PARENT NAME SECONDS FILE: in one order, of one owner, of one time.
pack() {
    tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$3" --mode='u+w,go-w,a+rX' -C "$1" -cf - "$2" | gzip -9n >"$4.part"
    mv "$4.part" "$4"
}
