package io.tripline.web.wire;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;
import io.tripline.web.ServeProfile;

@QuarkusIntegrationTest
@TestProfile(ServeProfile.Senders.class)
class SendersHttpIT extends SendersHttpTest {}
