import accounts.sealing
import accounts.typed.searching
import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
import trail.first_tables
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        trail.first_tables.FirstTables(
            operations=[
                migrations.CreateModel(
                    name='Duty',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ],
                    options={
                        'permissions': [('file_applications', 'file applications'), ('accept_applications', 'receive, check and accept applications'), ('review_applications', 'review applications'), ('decide_applications', 'decide applications'), ('approve_extensions', 'approve, as head of the authority, that a limit is extended'), ('verify_commitments', 'verify commitments after the grant'), ('hand_over_steps', 'hand over steps of the authority and enter absences'), ('read_register', 'read the whole register and its dossiers'), ('read_personal_data', 'read personal data unmasked'), ('read_events', 'read the trail of events'), ('see_statistics', 'see the figures of the authority'), ('manage_accounts', 'manage people and roles'), ('manage_ledgers', 'manage ledgers, registries and the calendar'), ('share_views', 'share views of lists with a role of the authority'), ('see_post', 'see what could not be delivered, and have it sent again'), ('visit_companies', "visit the companies of one's own grids and note what they need"), ('keep_grids', 'open and end grids, give seats, assign companies'), ('see_grids', 'see every grid, its members and its companies'), ('inspect_companies', 'draft and carry out approved inspections, freeze random draws'), ('approve_inspections', 'approve inspections before they begin, and release their items, plan and limits'), ('read_inspections', 'read inspections, their papers and draws'), ('take_calls', 'take calls of the hotline, answer at once, refuse or accept'), ('dispatch_tickets', 'classify, transfer and join tickets'), ('handle_tickets', "sign for, handle and answer the tickets of one's own desk"), ('lead_unit', 'answer, as head of a unit, for its tickets: extensions, final answers, supervision'), ('review_replies', 'review replies somebody else wrote'), ('call_back', 'call drivers back and note whether it is solved'), ('supervise_tickets', 'supervise tickets and strike them off'), ('lead_hotline', 'lead the hotline: listed tickets, extensions of platforms'), ('read_tickets', 'read every ticket of the authority, its callers masked'), ('see_hotline_figures', 'see the figures of the hotline, without names'), ('keep_platforms', 'keep the platforms and the desks that handle tickets'), ('keep_knowledge', 'write the answers of the hotline, and release what another wrote'), ('handle_care', 'handle care for drivers: programmes, applications, receipts, accounts'), ('approve_care', 'approve programmes of care as one of two'), ('edit_catalogue', 'draft and release the catalogue and the texts of letters'), ('handle_ratings', "give, look into, mend, answer and close ratings of the authority, never one's own"), ('see_ratings', 'read how the authority was rated, and the figures of it'), ('read_credit', 'read the credit codes of companies and what they rest on'), ('handle_credit', 'enter credit facts, propose changes of codes, handle credit repair'), ('confirm_credit', 'confirm, as the second person, that a code becomes worse'), ('decide_credit_objections', 'decide objections against codes and facts'), ('keep_credit_models', 'write, try and release editions of the credit models')],
                        'managed': False,
                        'default_permissions': (),
                    },
                ),
                migrations.CreateModel(
                    name='Authority',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(help_text='unified social credit code of the authority', max_length=18, unique=True)),
                        ('name_zh', models.CharField(max_length=60)),
                        ('name_en', models.CharField(max_length=120)),
                        ('seal_text', models.CharField(help_text='text on the round seal', max_length=40)),
                        ('licence_prefix', models.CharField(help_text='e.g. 豫交运管许可焦字', max_length=20)),
                        ('vehicle_prefix', models.CharField(help_text='e.g. 豫交运管焦字', max_length=20)),
                        ('letter_prefix', models.CharField(help_text='e.g. 焦解交; the kind of letter follows: 许准', max_length=20)),
                        ('address', models.CharField(blank=True, max_length=120)),
                        ('phone', models.CharField(blank=True, max_length=30)),
                        ('reconsideration_body', models.CharField(blank=True, help_text="people's government of the same level (Reconsideration Law art. 24)", max_length=60)),
                        ('court', models.CharField(blank=True, help_text='court that hears suits against the authority', max_length=60)),
                        ('is_active', models.BooleanField(default=True)),
                    ],
                    options={
                        'ordering': ['division_id'],
                    },
                ),
                migrations.CreateModel(
                    name='Person',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('password', models.CharField(max_length=128, verbose_name='password')),
                        ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                        ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                        ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                        ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                        ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                        ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                        ('name', models.CharField(max_length=80, verbose_name='name')),
                        ('phone', models.CharField(blank=True, max_length=20, verbose_name='mobile number')),
                        ('id_number', accounts.sealing.SealedTextField(blank=True, verbose_name='ID number')),
                        ('language', models.CharField(choices=[('zh-hans', '简体中文'), ('zh-hant', '繁體中文'), ('en', 'English')], default='zh-hans', max_length=10, verbose_name='language')),
                        ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                        ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                        ('authority', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='staff', to='accounts.authority', verbose_name='authority')),
                    ],
                    options={
                        'verbose_name': 'user',
                        'verbose_name_plural': 'users',
                        'abstract': False,
                    },
                    managers=[
                        ('objects', django.contrib.auth.models.UserManager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Absence',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('since', models.DateField(verbose_name='first day')),
                        ('until', models.DateField(verbose_name='last day')),
                        ('entered_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('deputy', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='deputy')),
                        ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='absences', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['since', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='AbsenceEnd',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('absence', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='end', to='accounts.absence')),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Choice',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=60)),
                        ('value', models.JSONField()),
                        ('chosen_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='choices', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='CredentialRequest',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('purpose', models.CharField(choices=[('entry', 'New account'), ('password', 'New password'), ('second-factor', 'Reset the second factor'), ('roles', 'Change roles')], max_length=15)),
                        ('roles', models.JSONField(default=list, help_text='the roles asked for, all of them')),
                        ('requested_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credential_requests', to=settings.AUTH_USER_MODEL)),
                        ('requested_by', models.ForeignKey(help_text='nobody: the command line', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-id'],
                    },
                ),
                migrations.CreateModel(
                    name='CredentialDrop',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('dropped_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('dropped_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('request', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='drop', to='accounts.credentialrequest')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='CredentialApproval',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('approved_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('request', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='approval', to='accounts.credentialrequest')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Division',
                    fields=[
                        ('code', models.CharField(max_length=6, primary_key=True, serialize=False)),
                        ('name_zh', models.CharField(max_length=40)),
                        ('name_en', models.CharField(max_length=60)),
                        ('city', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='counties', to='accounts.division')),
                    ],
                ),
                migrations.CreateModel(
                    name='Company',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uscc', models.CharField(max_length=18, unique=True, verbose_name='unified social credit code')),
                        ('name', models.CharField(max_length=100, verbose_name='name')),
                        ('entity_type', models.CharField(blank=True, max_length=40, verbose_name='entity type')),
                        ('legal_rep', models.CharField(blank=True, max_length=40, verbose_name='legal representative')),
                        ('legal_rep_id', accounts.sealing.SealedTextField(blank=True, verbose_name='ID number of the legal representative')),
                        ('registered_address', models.CharField(blank=True, max_length=200, verbose_name='registered address')),
                        ('phone', models.CharField(blank=True, max_length=20, verbose_name='telephone')),
                        ('registry_as_of', models.DateTimeField(blank=True, help_text='when the registry said so', null=True)),
                        ('is_active', models.BooleanField(default=True)),
                        ('division', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='accounts.division', verbose_name='administrative division')),
                    ],
                    options={
                        'verbose_name_plural': 'companies',
                        'ordering': ['name'],
                    },
                ),
                migrations.AddField(
                    model_name='authority',
                    name='division',
                    field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='authority', to='accounts.division'),
                ),
                migrations.CreateModel(
                    name='Member',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('since', models.DateField(help_text='the first day')),
                        ('entered_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='teams', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['since', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='MemberEnd',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('until', models.DateField(help_text='the last day')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('member', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='end', to='accounts.member')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Membership',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('principal', 'Principal'), ('handler', 'Handler')], max_length=10)),
                        ('since', models.DateField(default=django.utils.timezone.localdate)),
                        ('until', models.DateField(blank=True, null=True)),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='accounts.company')),
                        ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('granted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='RealNameChallenge',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('id_number', accounts.sealing.SealedTextField()),
                        ('reference', models.CharField(help_text="the identity service's own", max_length=80)),
                        ('sent_to', models.CharField(help_text='the telephone, masked', max_length=20)),
                        ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='real_name_challenges', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='RealNameProof',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('how', models.CharField(choices=[('code', 'Code sent to their own telephone'), ('counter', 'Identity card shown at the counter'), ('unified', 'Unified sign-in of the government')], max_length=10)),
                        ('id_digest', accounts.sealing.BlindIndexField(max_length=64)),
                        ('proved_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('challenge', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proof', to='accounts.realnamechallenge')),
                        ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='real_name_proof', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='SavedView',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('listed', models.CharField(help_text='the name of the list', max_length=40)),
                        ('title', models.CharField(max_length=30)),
                        ('query', models.CharField(blank=True, max_length=1000)),
                        ('role', models.CharField(blank=True, help_text='with whom it is shared; none: nobody', max_length=30)),
                        ('saved_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('authority', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.authority')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_views', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='SetUpCode',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('digest', models.CharField(max_length=64, unique=True)),
                        ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='set_up_codes', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-id'],
                    },
                ),
                migrations.CreateModel(
                    name='SetUpCodeUse',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('used_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('code', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='use', to='accounts.setupcode')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Team',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=40)),
                        ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='teams', to='accounts.authority')),
                        ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['authority', 'name'],
                    },
                ),
                migrations.AddField(
                    model_name='member',
                    name='team',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='accounts.team'),
                ),
                migrations.CreateModel(
                    name='TeamEnd',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('team', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='end', to='accounts.team')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Tries',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('action', models.CharField(max_length=40)),
                        ('whose', models.CharField(max_length=80)),
                        ('since', models.DateTimeField(default=django.utils.timezone.now)),
                        ('count', models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        'default_permissions': (),
                        'constraints': [models.UniqueConstraint(fields=('action', 'whose'), name='tries_once')],
                    },
                ),
                migrations.AddConstraint(
                    model_name='absence',
                    constraint=models.CheckConstraint(condition=models.Q(('until__gte', models.F('since'))), name='absence_ends_after_it_begins'),
                ),
                migrations.AddConstraint(
                    model_name='absence',
                    constraint=models.CheckConstraint(condition=models.Q(('deputy', models.F('person')), _negated=True), name='nobody_is_their_own_deputy'),
                ),
                migrations.AddConstraint(
                    model_name='choice',
                    constraint=models.UniqueConstraint(fields=('person', 'name'), name='one_choice_per_person_and_name'),
                ),
                migrations.AddIndex(
                    model_name='company',
                    index=accounts.typed.searching.SearchIndex(fields=['name'], name='company_by_pairs', way='USING gin (character_pairs({column}))'),
                ),
                migrations.AddIndex(
                    model_name='membership',
                    index=models.Index(fields=['person', 'ended_at'], name='accounts_me_person__660646_idx'),
                ),
                migrations.AddIndex(
                    model_name='savedview',
                    index=models.Index(fields=['listed', 'authority', 'role'], name='accounts_sa_listed_ccadcf_idx'),
                ),
                migrations.AddConstraint(
                    model_name='savedview',
                    constraint=models.UniqueConstraint(fields=('person', 'listed', 'role', 'title'), name='one_view_per_title'),
                ),
                migrations.AddConstraint(
                    model_name='savedview',
                    constraint=models.CheckConstraint(condition=models.Q(('role', ''), ('authority__isnull', False), _connector='OR'), name='shared_within_an_authority'),
                ),
                migrations.AddConstraint(
                    model_name='team',
                    constraint=models.UniqueConstraint(fields=('authority', 'name'), name='one_team_of_a_name'),
                ),
                migrations.AddIndex(
                    model_name='member',
                    index=models.Index(fields=['person', 'team'], name='accounts_me_person__8b5e9a_idx'),
                ),
            ],
        ),
    ]
